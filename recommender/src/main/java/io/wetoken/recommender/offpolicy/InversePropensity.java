package io.wetoken.recommender.offpolicy;

import io.wetoken.recommender.interval.Terms;
import java.util.List;

/**
 * {@code Σ w r / n}: without bias when propensities are true, and as uncertain as the largest weights (D. G. Horvitz, D. J. Thompson, A generalization of
 * sampling without replacement from a finite universe, JASA 47, 1952).
 */
final class InversePropensity implements Estimator {
    @Override
    public String name() {
        return "ips";
    }

    @Override
    public Terms terms(ImpressionLog log, Policy policy, Weights weights) {
        return Terms.mean(weighted(log, weights));
    }

    static double[] weighted(ImpressionLog log, Weights weights) {
        List<Impression> shown = log.impressions();
        double[] weighted = new double[shown.size()];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = weights.get(i) * shown.get(i).reward();
        }
        return weighted;
    }
}
