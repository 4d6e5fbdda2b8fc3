package io.wetoken.recommender;

import java.nio.FloatBuffer;

/**
 * Item factors.
 *
 * @see ImplicitFactors
 */
public final class Factors {
    private final int rank;
    private final int items;
    private final FloatBuffer byRank;
    private final float alpha;
    private final float lambda;
    private final double[][] gram;

    /**
     * @param byRank the first factor of every item, then the second of every item, …
     * @param alpha confidence that a unit of weight adds
     * @param lambda regularisation, times the number of the user's items
     */
    public Factors(int rank, int items, FloatBuffer byRank, float alpha, float lambda) {
        if (byRank.limit() != Math.multiplyExact(rank, items)) {
            throw new IllegalArgumentException(
                    items + " items of rank " + rank + " do not have " + byRank.limit() + " factors");
        }
        this.rank = rank;
        this.items = items;
        this.byRank = byRank;
        this.alpha = alpha;
        this.lambda = lambda;
        this.gram = gram();
    }

    public int rank() {
        return rank;
    }

    public FloatBuffer byRank() {
        return byRank;
    }

    public float alpha() {
        return alpha;
    }

    public float lambda() {
        return lambda;
    }

    private double[][] gram() {
        double[][] sums = new double[rank][rank];
        double[] item = new double[rank];
        for (int i = 0; i < items; i++) {
            read(i, item);
            addOuter(sums, item, 1);
        }
        return sums;
    }

    private void read(int item, double[] into) {
        for (int f = 0; f < rank; f++) {
            into[f] = byRank.get(f * items + item);
        }
    }

    private static void addOuter(double[][] sums, double[] vector, double weight) {
        for (int row = 0; row < vector.length; row++) {
            double scaled = weight * vector[row];
            double[] sum = sums[row];
            for (int column = 0; column <= row; column++) {
                sum[column] += scaled * vector[column];
            }
        }
    }

    /** Solves {@code (YᵀY + Σ αw·yyᵀ + λn·I) x = Σ (1 + αw)·y} over the history's items y. */
    double[] foldIn(History history) {
        double[][] left = new double[rank][];
        for (int row = 0; row < rank; row++) {
            left[row] = gram[row].clone();
            left[row][row] += (double) lambda * history.items().length;
        }
        double[] right = new double[rank];
        double[] item = new double[rank];
        for (int i = 0; i < history.items().length; i++) {
            read(history.items()[i], item);
            double confidence = (double) alpha * history.weights()[i];
            addOuter(left, item, confidence);
            for (int f = 0; f < rank; f++) {
                right[f] += (1 + confidence) * item[f];
            }
        }
        return Cholesky.solve(left, right);
    }
}
