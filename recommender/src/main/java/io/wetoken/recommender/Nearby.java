package io.wetoken.recommender;

import java.util.Set;

/**
 * The candidates of a history: everything that {@link Blend} reaches from it by the rows of its table, and nothing else, so that the work grows with the history and its neighbours
 * (at most 100 × 200 of them as we train) and not with the catalogue. Among themselves they stand as the full scoring puts them: by the weights of
 * rows, added up in the same order and precision, and with the same part of popularity.
 *
 * <p>It keeps its arrays for the next call, of about 16 bytes for every neighbour that a history had: for one thread.
 */
public final class Nearby {
    private static final int FEWEST = 1 << 10;
    /** 2^32 by the golden ratio: neighbours by number are none by place. */
    private static final int SCATTER = 0x9E3779B9;

    private static final int SHIFT = 7;

    /** Item + 1, by place; 0 where nothing is. Open addressing, linear probing, at most half full. */
    private int[] keys = new int[0];

    private float[] sums = new float[0];
    private int[] taken = new int[0];
    private int reached;
    private int[] row = new int[0];
    private float[] weights = new float[0];

    /** What a model must have learnt to be asked. */
    public static Set<Table> needs() {
        return Set.of(Table.BLEND, Table.POPULARITY);
    }

    /**
     * Best first, at most {@code most}, without the history's own items; fewer where not so many are reached. Equal scores are ordered by the item.
     *
     * @throws IllegalArgumentException when a needed table was not learnt
     */
    public int[] of(Learnt learnt, History history, int most) {
        Neighbours neighbours = learnt.mixture().rows();
        clear(neighbours, history);
        for (int i = 0; i < history.items().length; i++) {
            walk(neighbours, history.items()[i], history.weights()[i]);
        }
        for (int item : history.items()) {
            int place = place(item);
            if (keys[place] != 0) {
                sums[place] = Float.NaN;
            }
        }
        Top top = new Top(Math.min(most, reached));
        float share = Blend.popularity(learnt);
        for (int i = 0; i < reached; i++) {
            int place = taken[i];
            if (!Float.isNaN(sums[place])) {
                int item = keys[place] - 1;
                top.offer(item, sums[place] + share * learnt.popularity().get(item));
            }
        }
        return top.items();
    }

    /** By item of the history, how much it says for {@code item}: 0 where it is no neighbour. They sum to the item's score, but for popularity. */
    public static float[] voices(Learnt learnt, History history, int item) {
        Neighbours neighbours = learnt.mixture().rows();
        float[] voices = new float[history.items().length];
        for (int i = 0; i < voices.length; i++) {
            int end = neighbours.offsets().get(history.items()[i] + 1);
            for (int at = neighbours.offsets().get(history.items()[i]); at < end; at++) {
                if (neighbours.items().get(at) == item) {
                    voices[i] += history.weights()[i] * neighbours.weights().get(at);
                }
            }
        }
        return voices;
    }

    private void walk(Neighbours neighbours, int from, float weight) {
        int begin = neighbours.offsets().get(from);
        int count = neighbours.offsets().get(from + 1) - begin;
        if (row.length < count) {
            row = new int[count];
            weights = new float[count];
        }
        neighbours.items().get(begin, row, 0, count);
        neighbours.weights().get(begin, weights, 0, count);
        for (int i = 0; i < count; i++) {
            int place = place(row[i]);
            if (keys[place] == 0) {
                keys[place] = row[i] + 1;
                sums[place] = 0;
                taken[reached++] = place;
            }
            sums[place] += weight * weights[i];
        }
    }

    /** Where an item is, or would be. */
    private int place(int item) {
        int mask = keys.length - 1;
        int place = ((item * SCATTER) >>> SHIFT) & mask;
        while (keys[place] != 0 && keys[place] != item + 1) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void clear(Neighbours neighbours, History history) {
        long most = 0;
        for (int item : history.items()) {
            most += neighbours.offsets().get(item + 1) - neighbours.offsets().get(item);
        }
        int size = FEWEST;
        while (size < 2 * most) {
            size = Math.multiplyExact(size, 2);
        }
        if (keys.length < size) {
            keys = new int[size];
            sums = new float[size];
            taken = new int[size];
        } else {
            for (int i = 0; i < reached; i++) {
                keys[taken[i]] = 0;
            }
        }
        reached = 0;
    }
}
