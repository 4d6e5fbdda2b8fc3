package io.wetoken.recommender;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * For every item those that something leads to from it, best first. Buffers, so that memory and a mapped file read alike.
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

    /** Items that have a row, if only an empty one. */
    public int size() {
        return offsets.limit() - 1;
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

    /** Rows of several kinds, all counting the same. */
    public static Neighbours mean(int items, List<List<Row>> kinds) {
        List<Neighbours> tables = kinds.stream().map(rows -> of(items, rows)).toList();
        Tally tally = new Tally();
        List<Row> rows = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            tally.clear();
            for (Neighbours table : tables) {
                tally.add(table, item, 1f / tables.size());
            }
            Top top = new Top(tally.size());
            for (int i = 0; i < tally.size(); i++) {
                top.offer(tally.number(i), tally.sum(i));
            }
            int[] best = top.items();
            float[] weights = new float[best.length];
            for (int i = 0; i < best.length; i++) {
                weights[i] = tally.of(best[i]);
            }
            rows.add(new Row(item, best, weights));
        }
        return of(items, rows);
    }

    /** Keeps, of those who name an item as a neighbour, the {@code most} to whom it weighs most, and all level with the last. */
    Neighbours namedByAtMost(int most) {
        int count = size();
        float[] least = least(count, most);
        List<Row> rows = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            int from = offsets.get(item);
            int[] kept = IntStream.range(from, offsets.get(item + 1))
                    .filter(i -> weights.get(i) >= least[items.get(i)])
                    .toArray();
            float[] keptWeights = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                keptWeights[i] = weights.get(kept[i]);
                kept[i] = items.get(kept[i]);
            }
            rows.add(new Row(item, kept, keptWeights));
        }
        return of(count, rows);
    }

    /** By item the smallest weight that is kept. */
    private float[] least(int count, int most) {
        int[] ends = new int[count + 1];
        for (int i = 0; i < items.limit(); i++) {
            ends[items.get(i) + 1]++;
        }
        for (int item = 0; item < count; item++) {
            ends[item + 1] += ends[item];
        }
        float[] byNeighbour = new float[items.limit()];
        int[] next = ends.clone();
        for (int i = 0; i < items.limit(); i++) {
            byNeighbour[next[items.get(i)]++] = weights.get(i);
        }
        float[] least = new float[count];
        for (int item = 0; item < count; item++) {
            Arrays.sort(byNeighbour, ends[item], ends[item + 1]);
            least[item] = byNeighbour.length == 0 || ends[item + 1] - ends[item] <= most
                    ? 0
                    : byNeighbour[ends[item + 1] - most];
        }
        return least;
    }

    void addTo(float[] scores, int item, float weight) {
        int end = offsets.get(item + 1);
        for (int i = offsets.get(item); i < end; i++) {
            scores[items.get(i)] += weight * weights.get(i);
        }
    }
}
