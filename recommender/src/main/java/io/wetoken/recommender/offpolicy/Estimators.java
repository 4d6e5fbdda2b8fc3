package io.wetoken.recommender.offpolicy;

import java.util.List;

/** Every estimator, in the order in which they are told. */
final class Estimators {
    static final List<Estimator> ALL = List.of(new InversePropensity(), new SelfNormalized(), DoublyRobust.REFERENCE);

    private Estimators() {}
}
