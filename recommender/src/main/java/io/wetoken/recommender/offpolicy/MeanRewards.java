package io.wetoken.recommender.offpolicy;

import java.util.Arrays;
import java.util.List;

/**
 * A model of the reward: the mean of an item at a position, drawn to that of the position as if the position's mean had been seen {@code prior} times more.
 * A position without impressions has the mean of all.
 */
final class MeanRewards {
    private final double[][] means;

    /** Fitted to all impressions but {@code left, left + step, left + 2 step, …}. */
    MeanRewards(ImpressionLog log, int left, int step, double prior) {
        double[][] sums = new double[log.positions()][log.items()];
        int[][] counts = new int[log.positions()][log.items()];
        List<Impression> shown = log.impressions();
        for (int i = 0; i < shown.size(); i++) {
            if (i % step != left) {
                Impression one = shown.get(i);
                sums[one.position()][one.item()] += one.reward();
                counts[one.position()][one.item()]++;
            }
        }
        double all = mean(
                Arrays.stream(sums).flatMapToDouble(Arrays::stream).sum(),
                Arrays.stream(counts).flatMapToInt(Arrays::stream).sum(),
                0);
        this.means = new double[log.positions()][log.items()];
        for (int position = 0; position < means.length; position++) {
            double here = mean(
                    Arrays.stream(sums[position]).sum(),
                    Arrays.stream(counts[position]).sum(),
                    all);
            for (int item = 0; item < log.items(); item++) {
                means[position][item] = mean(sums[position][item] + prior * here, counts[position][item] + prior, here);
            }
        }
    }

    private static double mean(double sum, double count, double otherwise) {
        return count > 0 ? sum / count : otherwise;
    }

    double expected(int position, int item) {
        return means[position][item];
    }

    /** By position. */
    double[] underPolicy(Policy policy) {
        double[] expected = new double[means.length];
        for (int position = 0; position < means.length; position++) {
            for (int item = 0; item < means[position].length; item++) {
                expected[position] += policy.chance(position, item) * means[position][item];
            }
        }
        return expected;
    }
}
