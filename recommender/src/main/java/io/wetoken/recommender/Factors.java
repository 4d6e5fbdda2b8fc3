package io.wetoken.recommender;

import java.nio.FloatBuffer;

/**
 * Item factors.
 *
 * @see FactorModel
 */
public final class Factors {
    private final int rank;
    private final int items;
    private final FloatBuffer byRank;
    private final Weighing weighing;
    private final double[][] gram;

    /**
     * @param byRank the first factor of every item, then the second of every item, …
     * @param weighing with which they were learnt
     */
    public Factors(int rank, int items, FloatBuffer byRank, Weighing weighing) {
        if (byRank.limit() != Math.multiplyExact(rank, items)) {
            throw new IllegalArgumentException(
                    items + " items of rank " + rank + " do not have " + byRank.limit() + " factors");
        }
        this.rank = rank;
        this.items = items;
        this.byRank = byRank;
        this.weighing = weighing;
        this.gram = HalfStep.gram(this::read, 0, items, rank);
    }

    public int rank() {
        return rank;
    }

    public int items() {
        return items;
    }

    public FloatBuffer byRank() {
        return byRank;
    }

    public Weighing weighing() {
        return weighing;
    }

    private void read(int item, double[] into) {
        for (int f = 0; f < rank; f++) {
            into[f] = byRank.get(f * items + item);
        }
    }

    /** The factors of whoever has this history. */
    double[] foldIn(History history) {
        return new HalfStep(weighing, gram, items).solve(history.items(), history.weights(), this::read);
    }
}
