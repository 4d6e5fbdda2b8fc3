package io.wetoken.recommender.offpolicy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much more often than the log's policy the other would have shown each impression: the ratio of the two probabilities, at most {@code clip} where that
 * is given. Clipping trades variance for a bias towards 0.
 */
final class Weights {
    private final double[] values;
    private final int clipped;
    private final double unseen;

    /** @throws IllegalArgumentException when the policy would have shown nothing that the log has, or the clip is not positive */
    Weights(ImpressionLog log, Policy policy, OptionalDouble clip) {
        if (policy.positions() != log.positions() || policy.items() != log.items()) {
            throw new IllegalArgumentException("The policy is for " + policy.items() + " items at " + policy.positions()
                    + " positions, the log has " + log.items() + " at " + log.positions());
        }
        if (clip.isPresent() && !(clip.getAsDouble() > 0)) {
            throw new IllegalArgumentException("Weights must be clipped at more than 0, not at " + clip.getAsDouble());
        }
        List<Impression> shown = log.impressions();
        double most = clip.orElse(Double.POSITIVE_INFINITY);
        double[] ratios = shown.stream()
                .mapToDouble(one -> policy.chance(one.position(), one.item()) / one.propensity())
                .toArray();
        this.values = Arrays.stream(ratios).map(ratio -> Math.min(ratio, most)).toArray();
        this.clipped = (int) Arrays.stream(ratios).filter(ratio -> ratio > most).count();
        this.unseen = unseen(log, policy);
        if (!(Arrays.stream(values).sum() > 0)) {
            throw new IllegalArgumentException("The policy would have shown none of " + values.length
                    + " impressions: this log says nothing about it. Log with more exploration");
        }
    }

    private static double unseen(ImpressionLog log, Policy policy) {
        int[][] counts = new int[log.positions()][log.items()];
        log.impressions().forEach(one -> counts[one.position()][one.item()]++);
        double missed = 0;
        for (int position = 0; position < log.positions(); position++) {
            int here = Arrays.stream(counts[position]).sum();
            for (int item = 0; item < log.items(); item++) {
                missed += counts[position][item] == 0 ? here * policy.chance(position, item) : 0;
            }
        }
        return missed / log.impressions().size();
    }

    double get(int impression) {
        return values[impression];
    }

    int size() {
        return values.length;
    }

    Diagnostics diagnostics() {
        double sum = Arrays.stream(values).sum();
        double squares = Arrays.stream(values).map(weight -> weight * weight).sum();
        return new Diagnostics(
                sum * sum / squares,
                sum / values.length,
                Arrays.stream(values).max().orElseThrow(),
                clipped,
                unseen);
    }
}
