package io.wetoken.recommender;

import java.util.Arrays;

/**
 * Sums by number, for few numbers out of many: what is added up takes work and memory by how many there are, about 16 bytes each, and its arrays are kept for the next
 * time. Sums are added in the order of the calls. For one thread.
 */
final class Tally {
    private static final int FEWEST = 1 << 10;
    /** 2^32 by the golden ratio: neighbours by number are none by place. */
    private static final int SCATTER = 0x9E3779B9;

    private static final int SHIFT = 7;

    /** Number + 1, by place; 0 where nothing is. Open addressing, linear probing, at most half full. */
    private int[] keys = new int[FEWEST];

    private float[] sums = new float[FEWEST];
    private int[] taken = new int[FEWEST / 2];
    private int size;
    private int[] row = new int[0];
    private float[] weights = new float[0];

    void clear() {
        for (int i = 0; i < size; i++) {
            keys[taken[i]] = 0;
        }
        size = 0;
    }

    int size() {
        return size;
    }

    /** In the order in which they came first. */
    int number(int i) {
        return keys[taken[i]] - 1;
    }

    /** NaN for one that was dropped. */
    float sum(int i) {
        return sums[taken[i]];
    }

    /** 0 for one to which nothing was added. */
    float of(int number) {
        int place = place(number);
        return keys[place] == 0 ? 0 : sums[place];
    }

    void add(int number, float weight) {
        int place = place(number);
        if (keys[place] == 0) {
            if (size == taken.length) {
                grow();
                place = place(number);
            }
            keys[place] = number + 1;
            sums[place] = 0;
            taken[size++] = place;
        }
        sums[place] += weight;
    }

    /** All of an item's row, by a weight. */
    void add(Neighbours rows, int item, float weight) {
        int begin = rows.offsets().get(item);
        int count = rows.offsets().get(item + 1) - begin;
        if (row.length < count) {
            row = new int[count];
            weights = new float[count];
        }
        rows.items().get(begin, row, 0, count);
        rows.weights().get(begin, weights, 0, count);
        for (int i = 0; i < count; i++) {
            add(row[i], weight * weights[i]);
        }
    }

    /** Its sum is none from now on. */
    void drop(int number) {
        int place = place(number);
        if (keys[place] != 0) {
            sums[place] = Float.NaN;
        }
    }

    /** Where a number is, or would be. */
    private int place(int number) {
        int mask = keys.length - 1;
        int place = ((number * SCATTER) >>> SHIFT) & mask;
        while (keys[place] != 0 && keys[place] != number + 1) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        int[] oldKeys = keys;
        float[] oldSums = sums;
        int[] oldTaken = taken;
        keys = new int[Math.multiplyExact(oldKeys.length, 2)];
        sums = new float[keys.length];
        taken = Arrays.copyOf(oldTaken, keys.length / 2);
        for (int i = 0; i < size; i++) {
            int key = oldKeys[oldTaken[i]];
            int place = place(key - 1);
            keys[place] = key;
            sums[place] = oldSums[oldTaken[i]];
            taken[i] = place;
        }
    }
}
