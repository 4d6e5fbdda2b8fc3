package io.wetoken.settlement.core;

import java.util.Arrays;

/** A growing column of longs. */
final class Longs {
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

    int size() {
        return size;
    }
}
