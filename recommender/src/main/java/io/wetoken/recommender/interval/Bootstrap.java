package io.wetoken.recommender.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Intervals by resampling with replacement what figures were computed from, impressions or people, and taking the percentiles of what the resamples say (B. Efron, R. Tibshirani, An Introduction to the
 * Bootstrap, 1993, ch. 13). They count as independent; what was fitted to them stays as it was.
 *
 * @param resamples at least 100
 * @param confidence such as .95
 */
public record Bootstrap(long seed, int resamples, double confidence) {
    private static final int FEWEST = 100;
    private static final int MOST_UNUSABLE = 10;

    /** @throws IllegalArgumentException giving the value that is wrong */
    public Bootstrap {
        if (resamples < FEWEST || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "At least " + FEWEST + " resamples and a confidence between 0 and 1 are needed, not " + resamples
                            + " and " + confidence);
        }
    }

    /**
     * All from the same resamples, so that differences of figures of the same people are paired.
     *
     * @param terms as many for each; by the name of the estimate, in an order
     * @param done is told how many resamples are done
     * @throws IllegalArgumentException when most resamples have nothing to divide by
     */
    public List<Estimate> estimates(Map<String, Terms> terms, IntConsumer done) {
        List<Terms> each = List.copyOf(terms.values());
        int n = each.get(0).numerators().length;
        double[][] found = new double[each.size()][resamples];
        SplittableRandom random = new SplittableRandom(seed);
        int[] times = new int[n];
        int unusable = 0;
        for (int resample = 0; resample < resamples; ) {
            Arrays.fill(times, 0);
            for (int draw = 0; draw < n; draw++) {
                times[random.nextInt(n)]++;
            }
            boolean usable = true;
            for (int i = 0; i < each.size(); i++) {
                found[i][resample] = value(each.get(i), times);
                usable &= !Double.isNaN(found[i][resample]);
            }
            // A small resample may have drawn only what has no weight; there is nothing to divide by then.
            if (usable) {
                resample++;
                done.accept(resample);
            } else if (++unusable > MOST_UNUSABLE * resamples) {
                throw new IllegalArgumentException("Of so few or such uneven terms no interval can be told: " + unusable
                        + " resamples had nothing to divide by");
            }
        }
        List<Estimate> estimates = new ArrayList<>();
        int i = 0;
        for (String name : terms.keySet()) {
            Arrays.sort(found[i]);
            double tail = (1 - confidence) / 2;
            estimates.add(
                    new Estimate(name, each.get(i).value(), quantile(found[i], tail), quantile(found[i], 1 - tail)));
            i++;
        }
        return estimates;
    }

    private static double value(Terms terms, int[] times) {
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < times.length; i++) {
            numerator += times[i] * terms.numerators()[i];
            denominator += times[i] * terms.denominators()[i];
        }
        return numerator / denominator;
    }

    /** Between the two nearest, by their distance. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
