package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the accounts of a group do things equally often, as accounts of one program do, or each as often as it likes, as people do. Of how many occasions each took how
 * many is compared with what one common share would give (Pearson's index of dispersion, whose variance for binomial counts is known, Cochran 1954).
 */
final class Sameness {
    /** Of nine in ten groups the true value is less than so many standard errors above. */
    private static final double BOUND = 1.3;

    private double statistic;
    private double expected;
    private double variance;

    /**
     * Looked at is that day and the day before: how much of what an account turned to was of the given makers, how much of that it favoured, and how much of the
     * rest.
     *
     * @return deviations by which the accounts differ more among themselves than one common share for each of the three would explain
     */
    static double difference(Day day, List<AccountDay> group, Set<Long> makers) {
        Sameness all = new Sameness();
        List<int[]> turned = new ArrayList<>();
        List<int[]> liked = new ArrayList<>();
        List<int[]> likedElse = new ArrayList<>();
        for (AccountDay account : group) {
            Set<Long> theirs = new HashSet<>();
            Set<Long> others = new HashSet<>();
            Set<Long> favouredTheirs = new HashSet<>();
            Set<Long> favouredOthers = new HashSet<>();
            List<Deed> deeds = new ArrayList<>(account.deeds());
            day.before()
                    .map(before -> before.account(account.account()))
                    .ifPresent(before -> deeds.addAll(before.deeds()));
            for (Deed deed : deeds) {
                boolean of = makers.contains(deed.owner());
                (of ? theirs : others).add(deed.content());
                if (deed.favours()) {
                    (of ? favouredTheirs : favouredOthers).add(deed.content());
                }
            }
            turned.add(new int[] {theirs.size(), theirs.size() + others.size()});
            liked.add(new int[] {favouredTheirs.size(), theirs.size()});
            likedElse.add(new int[] {favouredOthers.size(), others.size()});
        }
        all.add(turned);
        all.add(liked);
        all.add(likedElse);
        return (all.statistic - all.expected) / Math.sqrt(Math.max(1, all.variance));
    }

    /**
     * How unequal the accounts are in how much they watched, that day and the day before: the coefficient of variation, at its upper bound, for a few may be alike by
     * chance. People's days differ by their half and more; what is told to do some sessions of some videos does about as much with each account.
     */
    static double unevenness(Day day, List<AccountDay> group) {
        double[] views =
                group.stream().mapToDouble(account -> views(day, account)).toArray();
        double mean = Arrays.stream(views).average().orElse(0);
        double variance = Arrays.stream(views)
                .map(view -> (view - mean) * (view - mean))
                .average()
                .orElse(0);
        return Math.sqrt(variance) / Math.max(1, mean) * (1 + BOUND / Math.sqrt(2.0 * views.length));
    }

    private static double views(Day day, AccountDay account) {
        return views(account)
                + day.before()
                        .map(before -> before.account(account.account()))
                        .map(Sameness::views)
                        .orElse(0.0);
    }

    private static double views(AccountDay account) {
        return account.deeds().stream().filter(Deed::views).count();
    }

    /** @param took of each account: how many, of how many */
    private void add(List<int[]> took) {
        double some = took.stream().mapToInt(account -> account[0]).sum();
        double of = took.stream().mapToInt(account -> account[1]).sum();
        double share = some / Math.max(1, of);
        double spread = share * (1 - share);
        if (spread == 0) {
            return;
        }
        int accounts = 0;
        for (int[] account : took) {
            if (account[1] > 0) {
                double apart = account[0] - account[1] * share;
                statistic += apart * apart / (account[1] * spread);
                variance += 2 + (1 - 6 * spread) / (account[1] * spread);
                accounts++;
            }
        }
        expected += accounts - 1;
    }
}
