package io.wetoken.recommender;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the items that may come first for somebody, with what each part of the blend gives them: items that are among the best by some part, among the best by where the
 * search begins, or popular. Of all items a person reaches there are many times as many, of which hardly one would ever be in a list.
 */
final class Asking {
    private static final int KEPT_OF_A_PART = 150;

    private final Candidates[] rows;
    private final long[] popularity;
    private final int[] popular;
    private final int parts;
    private final BlendWeights start;
    private final float most;

    /**
     * @param candidates learnt without what was held out
     * @param popularity users by item, without what was held out
     */
    Asking(Iterable<Candidates> candidates, long[] popularity, int kindsOfContent) {
        this.parts = BlendWeights.SHARED + kindsOfContent;
        this.start = BlendSearch.start(kindsOfContent);
        this.rows = new Candidates[popularity.length];
        Arrays.fill(rows, new Candidates(-1, new int[0], new float[parts][0]));
        candidates.forEach(row -> rows[row.item()] = row);
        this.popularity = popularity;
        this.most = Math.max(1, Arrays.stream(popularity).max().orElse(1));
        Top top = new Top(Math.min(KEPT_OF_A_PART, popularity.length));
        for (int item = 0; item < popularity.length; item++) {
            top.offer(item, (float) popularity[item]);
        }
        this.popular = top.items();
    }

    AskedPeople.Asked asked(AskedPeople.Question question) {
        History history = question.history();
        float[][] sums = new float[parts][popularity.length];
        BitSet reached = new BitSet(popularity.length);
        for (int i = 0; i < history.items().length; i++) {
            add(rows[history.items()[i]], history.weights()[i], sums, reached);
        }
        Arrays.stream(history.items()).forEach(reached::clear);
        int[] others = reached.stream().toArray();
        BitSet chosen = new BitSet(popularity.length);
        float[] blended = new float[popularity.length];
        for (int part = 0; part < parts; part++) {
            best(sums[part], others, KEPT_OF_A_PART, chosen);
            float weight = (float) start.part(part);
            for (int other : others) {
                blended[other] += weight * sums[part][other];
            }
        }
        best(blended, others, 2 * KEPT_OF_A_PART, chosen);
        Arrays.stream(popular).forEach(chosen::set);
        Arrays.stream(history.items()).forEach(chosen::clear);
        return asked(sums, chosen.stream().toArray(), question.held());
    }

    private void add(Candidates row, float weight, float[][] sums, BitSet reached) {
        int[] neighbours = row.neighbours();
        for (int other : neighbours) {
            reached.set(other);
        }
        for (int part = 0; part < parts; part++) {
            float[] sum = sums[part];
            float[] values = row.parts()[part];
            for (int n = 0; n < values.length; n++) {
                sum[neighbours[n]] += weight * values[n];
            }
        }
    }

    private static void best(float[] scores, int[] items, int count, BitSet into) {
        Top top = new Top(Math.min(count, items.length));
        for (int item : items) {
            top.offer(item, scores[item]);
        }
        Arrays.stream(top.items()).forEach(into::set);
    }

    private AskedPeople.Asked asked(float[][] sums, int[] items, int[] held) {
        float[][] given = new float[parts + 1][items.length];
        long[] found = new long[items.length];
        for (int i = 0; i < items.length; i++) {
            for (int part = 0; part < parts; part++) {
                given[part][i] = sums[part][items[i]];
            }
            given[parts][i] = popularity[items[i]] / most;
            found[i] = Arrays.binarySearch(held, items[i]) >= 0 ? known(items[i]) : 0;
        }
        return new AskedPeople.Asked(
                given, found, Arrays.stream(held).mapToLong(this::known).toArray());
    }

    private long known(int item) {
        return Math.max(1, popularity[item]);
    }
}
