package io.wetoken.flink.review.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Where each account stands among all of its day, from 0 to 1, in how readily it favours and in how few makers it turns to. Ranks need no thresholds of
 * their own: a place where everybody likes a lot, or where there are three channels, is its own measure. An account of fewer than two deeds stands in the
 * middle.
 */
final class Habits {
    private static final int LEAST = 2;

    private final Map<AccountDay, Double> readiness;
    private final Map<AccountDay, Double> narrowness;

    Habits(Day day) {
        readiness = ranks(day.accounts(), Habits::favoursPerDeed);
        narrowness = ranks(day.accounts(), Habits::repeatedOwners);
    }

    double readiness(AccountDay account) {
        return readiness.getOrDefault(account, 0.5);
    }

    double narrowness(AccountDay account) {
        return narrowness.getOrDefault(account, 0.5);
    }

    /**
     * How far the mean of a group's ranks is from what chance gives, in standard deviations. The mean of n even draws has the variance 1/(12 n).
     */
    static double deviation(List<AccountDay> group, ToDoubleFunction<AccountDay> rank) {
        return (mean(group, rank) - 0.5) * Math.sqrt(12.0 * group.size());
    }

    static double mean(List<AccountDay> group, ToDoubleFunction<AccountDay> rank) {
        return group.stream().mapToDouble(rank).average().orElse(0.5);
    }

    private static double favoursPerDeed(AccountDay account) {
        long favours = account.deeds().stream().filter(Deed::favours).count();
        return (double) favours / account.deeds().size();
    }

    private static double repeatedOwners(AccountDay account) {
        Set<Long> owners = new HashSet<>();
        account.deeds().forEach(deed -> owners.add(deed.owner()));
        return 1 - (double) owners.size() / account.deeds().size();
    }

    /** Those who are alike share the middle of their ranks. */
    private static Map<AccountDay, Double> ranks(Collection<AccountDay> all, ToDoubleFunction<AccountDay> measure) {
        Map<AccountDay, Double> measured = new HashMap<>();
        for (AccountDay account : all) {
            if (account.deeds().size() >= LEAST) {
                measured.put(account, measure.applyAsDouble(account));
            }
        }
        double[] sorted =
                measured.values().stream().mapToDouble(value -> value).sorted().toArray();
        Map<AccountDay, Double> ranks = new HashMap<>();
        measured.forEach((account, value) ->
                ranks.put(account, (below(sorted, value) + below(sorted, Math.nextUp(value))) / (2.0 * sorted.length)));
        return ranks;
    }

    private static int below(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1] == value) {
            at--;
        }
        return at;
    }
}
