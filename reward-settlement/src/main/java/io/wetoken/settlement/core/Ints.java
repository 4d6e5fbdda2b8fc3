package io.wetoken.settlement.core;

import java.util.Arrays;

/** A growing column of ints. */
final class Ints {
    private final int otherwise;
    private int[] values;
    private int size;

    /** @param otherwise the value at places that were never set */
    Ints(int otherwise) {
        this.otherwise = otherwise;
        this.values = new int[16];
        Arrays.fill(values, otherwise);
    }

    int get(int at) {
        return at < size ? values[at] : otherwise;
    }

    void set(int at, int value) {
        if (at >= values.length) {
            int filled = values.length;
            values = Arrays.copyOf(values, Math.max(at + 1, 2 * filled));
            Arrays.fill(values, filled, values.length, otherwise);
        }
        values[at] = value;
        size = Math.max(size, at + 1);
    }

    void add(int value) {
        set(size, value);
    }

    int size() {
        return size;
    }
}
