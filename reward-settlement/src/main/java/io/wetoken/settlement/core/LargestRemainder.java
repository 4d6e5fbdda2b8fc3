package io.wetoken.settlement.core;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;

/**
 * Shares out an amount in proportion to weights, to the last unit: each share floored, then one unit each to the largest remainders, ties by larger
 * weight, then smaller id. The weights are those at the places {@code [from, to)} of an order; their sum must not be 0.
 */
final class LargestRemainder {
    private final Longs weights;
    private final IntBinaryOperator compareIds;
    private final Fraction fraction = new Fraction();
    private long[] high = {};
    private long[] low = {};
    private int[] places = {};

    /**
     * @param weights by place
     * @param compareIds orders two places by their ids' bytes
     */
    LargestRemainder(Longs weights, IntBinaryOperator compareIds) {
        this.weights = weights;
        this.compareIds = compareIds;
    }

    /**
     * Shares out the amount at {@code amounts[at]}.
     *
     * @param order places; {@code order[from..to)} take part, each id once
     * @param shares where a place's share is added, at the index that {@code owners} has for the place
     */
    void share(Amounts amounts, int at, int[] order, int from, int to, Amounts shares, Ints owners) {
        if (amounts.isZero(at)) {
            return;
        }
        int count = to - from;
        reserve(count);
        BigInteger total = weights.sum(order, from, to);
        boolean narrow = total.bitLength() < Long.SIZE;
        long narrowTotal = total.longValue();
        Amounts given = new Amounts(1);
        for (int i = 0; i < count; i++) {
            int place = order[from + i];
            places[i] = i;
            if (narrow) {
                amounts.take(at, weights.get(place), narrowTotal, fraction);
            } else {
                amounts.take(at, BigInteger.valueOf(weights.get(place)), total, fraction);
            }
            high[i] = fraction.remainderHigh();
            low[i] = fraction.remainderLow();
            given.add(0, fraction);
            shares.add(owners.get(place), fraction);
        }
        int left = amounts.get(at).subtract(given.get(0)).intValueExact();
        select(order, from, count, left);
        for (int i = 0; i < left; i++) {
            shares.increment(owners.get(order[from + places[i]]));
        }
    }

    /** Brings the {@code wanted} first of {@code places} to the front, in any order (quickselect). */
    private void select(int[] order, int from, int count, int wanted) {
        SplittableRandom random = new SplittableRandom(count);
        int start = 0;
        int end = count;
        while (start < wanted && wanted < end) {
            int pivot = places[start + random.nextInt(end - start)];
            int left = start;
            int right = end - 1;
            while (left <= right) {
                while (before(order, from, places[left], pivot)) {
                    left++;
                }
                while (before(order, from, pivot, places[right])) {
                    right--;
                }
                if (left <= right) {
                    int kept = places[left];
                    places[left++] = places[right];
                    places[right--] = kept;
                }
            }
            if (wanted <= right + 1) {
                end = right + 1;
            } else if (wanted > left) {
                start = left;
            } else {
                return;
            }
        }
    }

    private boolean before(int[] order, int from, int one, int other) {
        if (high[one] != high[other]) {
            return high[one] > high[other];
        }
        if (low[one] != low[other]) {
            return low[one] > low[other];
        }
        int place = order[from + one];
        int otherPlace = order[from + other];
        long weight = weights.get(place);
        long otherWeight = weights.get(otherPlace);
        if (weight != otherWeight) {
            return weight > otherWeight;
        }
        return compareIds.applyAsInt(place, otherPlace) < 0;
    }

    private void reserve(int count) {
        if (high.length < count) {
            high = new long[count];
            low = new long[count];
            places = new int[count];
        }
    }
}
