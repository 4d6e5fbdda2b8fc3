package io.wetoken.recommender.offpolicy;

import io.wetoken.recommender.interval.Terms;
import java.util.List;

/**
 * {@code Σ (q̂(π) + w (r − q̂)) / n}: what a model of the reward expects, put right by the weighted error that it makes. Without bias when propensities are true
 * or when the model is; the better the model, the narrower (M. Dudík, J. Langford, L. Li, Doubly robust policy evaluation and learning, ICML 2011). The model
 * is {@link MeanRewards}. An impression is judged by a model that was fitted without its fold, every n-th impression (cross-fitting: V. Chernozhukov et al.,
 * The Econometrics Journal 21, 2018), so that it is not held against itself.
 *
 * @param folds at least 2
 * @param prior how many impressions the mean of a position weighs against an item's own
 */
record DoublyRobust(int folds, double prior) implements Estimator {
    /** A reward that comes once in 200 impressions needs some hundred before an item's own mean says more than the position's. */
    static final DoublyRobust REFERENCE = new DoublyRobust(5, 100);

    @Override
    public String name() {
        return "dr";
    }

    @Override
    public Terms terms(ImpressionLog log, Policy policy, Weights weights) {
        List<Impression> shown = log.impressions();
        if (shown.size() < folds) {
            throw new IllegalArgumentException("The doubly robust estimator needs at least " + folds
                    + " impressions, the log has " + shown.size());
        }
        double[] terms = new double[shown.size()];
        for (int fold = 0; fold < folds; fold++) {
            MeanRewards model = new MeanRewards(log, fold, folds, prior);
            double[] expected = model.underPolicy(policy);
            for (int i = fold; i < terms.length; i += folds) {
                Impression one = shown.get(i);
                terms[i] = expected[one.position()]
                        + weights.get(i) * (one.reward() - model.expected(one.position(), one.item()));
            }
        }
        return Terms.mean(terms);
    }
}
