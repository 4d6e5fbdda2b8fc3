package io.wetoken.flink.review.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Of which makers each account favoured half of what it met of theirs, that day or the day before, and how many favoured each. */
final class Favourites {
    private static final double MOSTLY = 0.5;

    private final Map<AccountDay, Set<Long>> byAccount = new HashMap<>();
    private final Map<Long, Integer> audiences = new HashMap<>();
    private final double mean;

    Favourites(Day day) {
        for (AccountDay account : day.accounts()) {
            Set<Long> owners = new HashSet<>();
            add(account, owners);
            day.before().map(before -> before.account(account.account())).ifPresent(before -> add(before, owners));
            if (!owners.isEmpty()) {
                byAccount.put(account, owners);
                owners.forEach(owner -> audiences.merge(owner, 1, Integer::sum));
            }
        }
        mean = byAccount.values().stream().mapToInt(Set::size).average().orElse(1);
    }

    private static void add(AccountDay account, Set<Long> owners) {
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
        favoured.forEach((owner, contents) -> {
            if (contents.size() >= MOSTLY * seen.get(owner).size()) {
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
}
