package io.wetoken.recommender;

import java.util.Arrays;
import java.util.BitSet;

/** Keeps the best of what it is offered: by score, and of equal scores the lower item, so that there is one answer. A heap of longs. */
public final class Top {
    private final long[] heap;
    private int size;
    private boolean heaped;

    public Top(int capacity) {
        heap = new long[capacity];
    }

    /** The best {@code k} items that are not excluded, best first; fewer where there are not so many. */
    public static int[] of(float[] scores, int k, BitSet excluded) {
        Top top = new Top(Math.min(k, scores.length));
        for (int item = excluded.nextClearBit(0); item < scores.length; item = excluded.nextClearBit(item + 1)) {
            top.offer(item, scores[item]);
        }
        return top.items();
    }

    public void offer(int item, float score) {
        long entry = (long) ordered(score) << Integer.SIZE | (Integer.MAX_VALUE - item);
        if (size < heap.length) {
            heap[size++] = entry;
            return;
        }
        if (!heaped) {
            heap();
        }
        if (size > 0 && entry > heap[0]) {
            heap[0] = entry;
            down(0);
        }
    }

    /** Empties it; best first. */
    public int[] items() {
        Arrays.sort(heap, 0, size);
        heaped = false;
        int[] items = new int[size];
        for (int i = 0; i < items.length; i++) {
            items[i] = Integer.MAX_VALUE - (int) heap[--size];
        }
        return items;
    }

    /** Order of floats as order of ints: the bits of a negative one count downwards. */
    private static int ordered(float score) {
        int bits = Float.floatToIntBits(score == 0 ? 0f : score);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /** Only when it is full and more is offered: until then order is no matter. */
    private void heap() {
        for (int parent = size / 2 - 1; parent >= 0; parent--) {
            down(parent);
        }
        heaped = true;
    }

    private void down(int from) {
        int parent = from;
        for (int child = 2 * from + 1; child < size; child = 2 * parent + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[parent] <= heap[child]) {
                return;
            }
            swap(parent, child);
            parent = child;
        }
    }

    private void swap(int i, int j) {
        long entry = heap[i];
        heap[i] = heap[j];
        heap[j] = entry;
    }
}
