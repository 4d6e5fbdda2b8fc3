package io.wetoken.recommender.offpolicy;

import io.wetoken.recommender.interval.Terms;

/** A way to the mean reward of an impression under another policy. One class and one line in {@link Estimators}; its source is in its Javadoc. */
interface Estimator {
    String name();

    Terms terms(ImpressionLog log, Policy policy, Weights weights);
}
