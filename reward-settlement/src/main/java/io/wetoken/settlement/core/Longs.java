package io.wetoken.settlement.core;

import java.math.BigInteger;
import java.util.Arrays;

/** A growing column of longs. */
final class Longs {
    /** Far enough below 2^63 for one more count. */
    private static final long FLUSH = 1L << 62;

    private final long otherwise;
    private long[] values;
    private int size;

    /** @param otherwise the value at places that were never set */
    Longs(long otherwise) {
        this.otherwise = otherwise;
        this.values = new long[16];
        Arrays.fill(values, otherwise);
    }

    long get(int at) {
        return at < size ? values[at] : otherwise;
    }

    void set(int at, long value) {
        if (at >= values.length) {
            int filled = values.length;
            values = Arrays.copyOf(values, Math.max(at + 1, 2 * filled));
            Arrays.fill(values, filled, values.length, otherwise);
        }
        values[at] = value;
        size = Math.max(size, at + 1);
    }

    void add(long value) {
        set(size, value);
    }

    /** The sum of values from 0 to {@link Rule#MAX_COUNT} at the places {@code order[from..to)}. */
    BigInteger sum(int[] order, int from, int to) {
        BigInteger sum = BigInteger.ZERO;
        long part = 0;
        for (int i = from; i < to; i++) {
            part += values[order[i]];
            if (part >= FLUSH) {
                sum = sum.add(BigInteger.valueOf(part));
                part = 0;
            }
        }
        return sum.add(BigInteger.valueOf(part));
    }

    int size() {
        return size;
    }
}
