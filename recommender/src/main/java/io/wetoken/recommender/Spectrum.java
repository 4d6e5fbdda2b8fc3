package io.wetoken.recommender;

import java.io.Serializable;

/**
 * The directions in which people's histories differ most: the largest singular values of the normalised interactions {@code R̃ = D_U^-½ R D_I^-½}, squared (so
 * they lie between 0 and 1), and the right singular vectors, an item a row. Found by subspace iteration from random numbers.
 *
 * <p>Source: N. Halko, P. Martinsson, J. Tropp, "Finding Structure with Randomness: Probabilistic Algorithms for Constructing Approximate Matrix
 * Decompositions", SIAM Review 53(2), 2011. Whoever multiplies by R̃ is told the numbers to multiply by ({@link #normalised}); the rest is here.
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Spectrum(double[] values, Panel vectors) implements Serializable {
    /** Directions more than are asked for, without which the last ones would be wrong. */
    private static final int SPARE = 16;

    /** The width of the panels that are multiplied with to find so many directions; never more than there are items. */
    public static int width(int rank, int items) {
        return Math.min(rank + SPARE, items);
    }

    /** The row of R̃ that is a user's. */
    public static float[] normalised(UserItems user, long[] weights) {
        float[] values = new float[user.items().length];
        double total = user.total();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (user.weights()[i] / Math.sqrt(total * weights[user.items()[i]]));
        }
        return values;
    }

    /** Columns of length 1 that are orthogonal to each other, for the same space; those that add nothing to it become 0. */
    public static Panel orthonormal(Panel panel) {
        // What a first round leaves of an ill-conditioned panel a second one straightens.
        return straightened(straightened(panel));
    }

    /** The same but for what rounding leaves: good enough to multiply with again. */
    public static Panel straightened(Panel panel) {
        return panel.times(Cholesky.inverseUpper(panel.gram()));
    }

    /**
     * @param basis orthonormal, an item a row
     * @param image {@code R̃ · basis}, a user a row
     */
    public static Spectrum of(Panel basis, Panel image, int rank) {
        Eigen eigen = Eigen.of(image.gram());
        int kept = Math.min(rank, basis.width());
        double[][] by = new double[basis.width()][kept];
        double[] values = new double[kept];
        for (int k = 0; k < kept; k++) {
            values[k] = Math.max(0, eigen.values()[k]);
            for (int i = 0; i < by.length; i++) {
                by[i][k] = eigen.vectors()[i][k];
            }
        }
        return new Spectrum(values, basis.times(by));
    }
}
