package io.wetoken.settlement.core;

import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * Shares out an amount in proportion to weights, to the last unit: each share floored, then one unit each to the largest remainders, ties by larger
 * weight, then smaller id. The weights are those at the places {@code [from, to)} of an order; their sum must not be 0.
 */
final class LargestRemainder {
    /** Gets each share. */
    interface Taker {
        void take(int place, BigInteger share);
    }

    private final Longs weights;
    private final java.util.function.IntBinaryOperator compareIds;
    private long[] high = {};
    private long[] low = {};
    private int[] places = {};

    /**
     * @param weights by place
     * @param compareIds orders two places by their ids' bytes
     */
    LargestRemainder(Longs weights, java.util.function.IntBinaryOperator compareIds) {
        this.weights = weights;
        this.compareIds = compareIds;
    }

    /** @param order places; {@code order[from..to)} take part, each id once */
    void share(BigInteger amount, int[] order, int from, int to, Taker taker) {
        if (amount.signum() == 0) {
            return;
        }
        int count = to - from;
        reserve(count);
        BigInteger total = BigInteger.ZERO;
        for (int i = from; i < to; i++) {
            total = total.add(BigInteger.valueOf(weights.get(order[i])));
        }
        BigInteger given = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            int place = order[from + i];
            places[i] = i;
            BigInteger[] parts =
                    amount.multiply(BigInteger.valueOf(weights.get(place))).divideAndRemainder(total);
            high[i] = parts[1].shiftRight(Long.SIZE - 1).longValue();
            low[i] = parts[1].longValue() & Long.MAX_VALUE;
            given = given.add(parts[0]);
            if (parts[0].signum() != 0) {
                taker.take(place, parts[0]);
            }
        }
        int left = amount.subtract(given).intValueExact();
        select(order, from, count, left);
        for (int i = 0; i < left; i++) {
            taker.take(order[from + places[i]], BigInteger.ONE);
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
