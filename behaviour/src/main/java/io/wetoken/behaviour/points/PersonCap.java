package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The most that a person's day is worth, in micro-points: so many times the median person. Caps apply to persons, never to accounts, or splitting an account
 * would pay.
 */
public record PersonCap(long limit) {
    /** Of nobody. */
    public static final PersonCap UNLIMITED = new PersonCap(Long.MAX_VALUE);

    /**
     * @param personPoints before the cap, one for each person, in any order; persons without points are not counted, for visitors would lower everybody's
     *     cap
     * @param medians how many times the median (of an even number: the mean of the middle two, floored)
     */
    public static PersonCap of(long[] personPoints, long medians) {
        long[] sorted = Arrays.stream(personPoints)
                .filter(points -> points > 0)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return UNLIMITED;
        }
        long low = sorted[(sorted.length - 1) / 2];
        long high = sorted[sorted.length / 2];
        return new PersonCap(Math.multiplyExact(low + (high - low) / 2, medians));
    }

    public static long sum(Map<AccountId, Earned> person) {
        return person.values().stream().mapToLong(Earned::points).sum();
    }

    /**
     * Scales the accounts of one person down to the limit, points and affinity alike and floored; the sum may fall short of the limit by less than one
     * micro-point an account.
     */
    public SortedMap<AccountId, Earned> apply(Map<AccountId, Earned> person) {
        long sum = sum(person);
        TreeMap<AccountId, Earned> capped = new TreeMap<>(person);
        if (sum > limit) {
            capped.replaceAll((account, earned) -> earned.scaled(limit, sum));
        }
        return Collections.unmodifiableSortedMap(capped);
    }
}
