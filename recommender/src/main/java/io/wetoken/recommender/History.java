package io.wetoken.recommender;

import java.util.Arrays;

/**
 * What a user has had to do with, as a model sees it.
 *
 * @param items dense indices, each once
 * @param weights how much the user took to each: positive, in the same unit as in training
 * @param newestFirst whether the items stand in the order of when the user last had to do with them; otherwise their order says nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and they are read by the million.
public record History(int[] items, float[] weights, boolean newestFirst) {
    public static final History EMPTY = new History(new int[0], new float[0]);

    public History {
        if (items.length != weights.length) {
            throw new IllegalArgumentException(items.length + " items have " + weights.length + " weights");
        }
    }

    /** In no order. */
    public History(int[] items, float[] weights) {
        this(items, weights, false);
    }

    /** All weigh 1, and have no order. */
    public static History of(int... items) {
        float[] weights = new float[items.length];
        Arrays.fill(weights, 1);
        return new History(items, weights);
    }

    History only(int i) {
        return new History(new int[] {items[i]}, new float[] {weights[i]}, newestFirst);
    }

    public boolean isEmpty() {
        return items.length == 0;
    }
}
