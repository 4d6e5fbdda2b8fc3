package io.wetoken.recommender.offpolicy;

import io.wetoken.recommender.interval.Terms;

/**
 * {@code Σ w r / Σ w}: never outside the range of the rewards, and indifferent to a constant added to all of them; its bias vanishes with n (A. Swaminathan,
 * T. Joachims, The self-normalized estimator for counterfactual learning, NIPS 2015).
 */
final class SelfNormalized implements Estimator {
    @Override
    public String name() {
        return "snips";
    }

    @Override
    public Terms terms(ImpressionLog log, Policy policy, Weights weights) {
        double[] each = new double[weights.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = weights.get(i);
        }
        return new Terms(InversePropensity.weighted(log, weights), each);
    }
}
