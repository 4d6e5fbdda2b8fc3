package io.wetoken.recommender;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Collection;

/**
 * For every item those that walks from it lead to, best first. Buffers, so that memory and a mapped file read alike.
 *
 * @param offsets where an item's neighbours begin; one more than there are items
 */
public record Neighbours(IntBuffer offsets, IntBuffer items, FloatBuffer weights) {
    /** One item's neighbours, best first. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Row(int item, int[] neighbours, float[] weights) implements Serializable {}

    public Neighbours {
        if (items.limit() != weights.limit()
                || offsets.get(0) != 0
                || offsets.get(offsets.limit() - 1) != items.limit()) {
            throw new IllegalArgumentException(items.limit() + " neighbours with " + weights.limit()
                    + " weights do not end at offset " + offsets.get(offsets.limit() - 1));
        }
    }

    /** @param rows in any order; an item without one has no neighbours */
    public static Neighbours of(int items, Collection<Row> rows) {
        int[] offsets = new int[items + 1];
        for (Row row : rows) {
            offsets[row.item() + 1] = row.neighbours().length;
        }
        for (int item = 0; item < items; item++) {
            offsets[item + 1] = Math.addExact(offsets[item], offsets[item + 1]);
        }
        IntBuffer all = IntBuffer.allocate(offsets[items]);
        FloatBuffer weights = FloatBuffer.allocate(offsets[items]);
        for (Row row : rows) {
            all.put(offsets[row.item()], row.neighbours());
            weights.put(offsets[row.item()], row.weights());
        }
        return new Neighbours(IntBuffer.wrap(offsets), all, weights);
    }

    void addTo(float[] scores, int item, float weight) {
        int end = offsets.get(item + 1);
        for (int i = offsets.get(item); i < end; i++) {
            scores[items.get(i)] += weight * weights.get(i);
        }
    }
}
