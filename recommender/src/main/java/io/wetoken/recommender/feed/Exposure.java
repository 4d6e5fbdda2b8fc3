package io.wetoken.recommender.feed;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How what is shown is spread over those who made it.
 *
 * @param items that were shown
 * @param newcomerShare of them, those whose creators were hardly played, 0 to 1
 * @param newcomerGini how unevenly newcomers that were there to be shown were shown: 0 all alike, towards 1 one of them alone (C. Gini 1912)
 */
public record Exposure(long items, double newcomerShare, double newcomerGini) {
    /**
     * @param shown of many pages
     * @param newcomers who could have been shown, whether they were or not
     */
    public static Exposure of(Collection<Candidate> shown, Collection<String> newcomers) {
        Map<String, Long> times = new HashMap<>();
        newcomers.forEach(newcomer -> times.put(newcomer, 0L));
        long ofNewcomers = 0;
        for (Candidate candidate : shown) {
            if (times.computeIfPresent(candidate.owner(), (owner, before) -> before + 1) != null) {
                ofNewcomers++;
            }
        }
        long[] sorted =
                times.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return new Exposure(shown.size(), shown.isEmpty() ? 0 : (double) ofNewcomers / shown.size(), gini(sorted));
    }

    /** {@code Σ (2i - n - 1) x_i / (n Σ x_i)} over ascending x, i from 1. */
    private static double gini(long[] ascending) {
        long sum = Arrays.stream(ascending).sum();
        double weighed = 0;
        for (int i = 0; i < ascending.length; i++) {
            weighed += (2.0 * (i + 1) - ascending.length - 1) * ascending[i];
        }
        return sum == 0 ? 0 : weighed / ((double) ascending.length * sum);
    }
}
