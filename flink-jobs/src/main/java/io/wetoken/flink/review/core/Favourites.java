package io.wetoken.flink.review.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Of which makers each account favoured half of what it met of theirs, that day or the day before, and how many favoured each. */
final class Favourites {
    private static final double MOSTLY = 0.5;
    private static final int CLIENTS = 2;
    private static final double AMONG = 0.5;
    private static final double TIMES = 1.8;
    private static final double TOGETHER = 5;

    private final Map<AccountDay, Set<Long>> byAccount = new HashMap<>();
    private final Map<AccountDay, Set<Long>> met = new HashMap<>();
    private final Map<Long, Integer> audiences = new HashMap<>();
    private final double mean;

    Favourites(Day day) {
        this(day, 1);
    }

    /** @param least contents of a maker that must be favoured on a day */
    Favourites(Day day, int least) {
        for (AccountDay account : day.accounts()) {
            Set<Long> owners = new HashSet<>();
            Set<Long> all = new HashSet<>();
            add(account, least, owners, all);
            day.before()
                    .map(before -> before.account(account.account()))
                    .ifPresent(before -> add(before, least, owners, all));
            if (!owners.isEmpty()) {
                byAccount.put(account, owners);
                met.put(account, all);
                owners.forEach(owner -> audiences.merge(owner, 1, Integer::sum));
            }
        }
        mean = byAccount.values().stream().mapToInt(Set::size).average().orElse(1);
    }

    private static void add(AccountDay account, int least, Set<Long> owners, Set<Long> met) {
        Map<Long, Set<Long>> seen = new HashMap<>();
        Map<Long, Set<Long>> favoured = new HashMap<>();
        for (Deed deed : account.deeds()) {
            if (deed.owner() != Deed.NOBODY) {
                seen.computeIfAbsent(deed.owner(), none -> new HashSet<>()).add(deed.content());
                if (deed.favours()) {
                    favoured.computeIfAbsent(deed.owner(), none -> new HashSet<>())
                            .add(deed.content());
                }
            }
        }
        met.addAll(seen.keySet());
        favoured.forEach((owner, contents) -> {
            if (contents.size() >= least
                    && contents.size() >= MOSTLY * seen.get(owner).size()) {
                owners.add(owner);
            }
        });
    }

    /** Empty for who favours nobody. */
    Set<Long> of(AccountDay account) {
        return byAccount.getOrDefault(account, Set.of());
    }

    /** The share of those who favour anybody that favours this one. */
    double share(long owner) {
        return (double) audiences.getOrDefault(owner, 0) / Math.max(1, byAccount.size());
    }

    /** How many favourites the two would have in common if the other had chosen as the community does. */
    double expected(AccountDay one, AccountDay other) {
        double chances = 0;
        for (long owner : of(one)) {
            chances += Math.min(1, share(owner) * of(other).size() / mean);
        }
        return chances;
    }

    /**
     * How many times as many favourites a group has in common as it would if each favoured what it met as readily as everything else. A class that was shown the
     * same and a club of one hobby meet the same makers, and favour them as they favour all; clients are favoured out of all proportion.
     */
    double proportion(List<AccountDay> group) {
        double common = 0;
        double proportionate = 0;
        for (AccountDay one : group) {
            for (AccountDay other : group) {
                if (one.compareTo(other) < 0) {
                    common += common(one, other).size();
                    Set<Long> both = new HashSet<>(met.get(one));
                    both.retainAll(met.get(other));
                    proportionate += both.size() * readiness(one) * readiness(other);
                }
            }
        }
        return common / Math.max(0.5, proportionate);
    }

    private double readiness(AccountDay account) {
        return (double) of(account).size() / met.get(account).size();
    }

    /** How many favour all of the makers. */
    long followers(Set<Long> owners) {
        return byAccount.values().stream()
                .filter(all -> all.containsAll(owners))
                .count();
    }

    /** How many would if each chose as many as it did, as the community does. */
    double expectedFollowers(Set<Long> owners) {
        double expected = 0;
        for (Set<Long> all : byAccount.values()) {
            double chance = 1;
            for (long owner : owners) {
                chance *= Math.min(1, share(owner) * all.size() / mean);
            }
            expected += chance;
        }
        return expected;
    }

    /** How unlikely so many are by chance: minus the logarithm of Poisson's tail, by its first term. */
    static double surprise(double found, double expected) {
        return found * StrictMath.log(found / expected) - (found - expected);
    }

    Set<Long> common(AccountDay one, AccountDay other) {
        Set<Long> common = new HashSet<>(of(one));
        common.retainAll(of(other));
        return common;
    }

    /**
     * Whether the two makers that most of a group favour are favoured together far more often than their audiences explain, and mostly by the group: a taste
     * has followers everywhere.
     */
    boolean amongThemselves(List<AccountDay> group) {
        Set<Long> clients = most(group, CLIENTS);
        long within = group.stream()
                .filter(account -> of(account).containsAll(clients))
                .count();
        long followers = followers(clients);
        double expected = expectedFollowers(clients);
        return within >= AMONG * followers
                && followers >= TIMES * expected
                && surprise((double) followers, expected) >= TOGETHER;
    }

    /** The makers that most of a group favour. */
    Set<Long> most(List<AccountDay> group, int makers) {
        Map<Long, Integer> times = new HashMap<>();
        group.forEach(account -> of(account).forEach(owner -> times.merge(owner, 1, Integer::sum)));
        return times.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Long, Integer> owner) -> -owner.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(makers)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
