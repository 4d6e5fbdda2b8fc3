package io.wetoken.recommender;

/**
 * Half a step of alternating least squares: the factors of one person that fit best, given those of all items; or of one item, given those of all people. Solves
 * {@code (a·YᵀY + Σ own·yyᵀ + ridge·I) x = Σ draw·y}, where y are the rows that one has. For one thread.
 */
public final class HalfStep {
    private final Weighing weighing;
    private final double[][] gram;
    private final int others;

    /** Reads the factors of one row. */
    public interface Rows {
        void read(int row, double[] into);
    }

    /**
     * @param gram {@code YᵀY}; of it only the lower triangle is read
     * @param others rows of Y
     */
    public HalfStep(Weighing weighing, double[][] gram, int others) {
        this.weighing = weighing;
        this.gram = gram;
        this.others = others;
    }

    /** The lower triangle of {@code YᵀY}, of some rows of Y. */
    public static double[][] gram(Rows rows, int from, int to, int rank) {
        double[][] sums = new double[rank][rank];
        double[] row = new double[rank];
        for (int i = from; i < to; i++) {
            rows.read(i, row);
            addOuter(sums, row, 1);
        }
        return sums;
    }

    public double[] solve(int[] own, float[] weights, Rows rows) {
        int rank = gram.length;
        double[][] left = new double[rank][rank];
        double ridge = weighing.ridge(own.length, others);
        for (int row = 0; row < rank; row++) {
            for (int column = 0; column <= row; column++) {
                left[row][column] = weighing.all() * gram[row][column];
            }
            left[row][row] += ridge;
        }
        double[] right = new double[rank];
        double[] factors = new double[rank];
        for (int i = 0; i < own.length; i++) {
            rows.read(own[i], factors);
            addOuter(left, factors, weighing.own(weights[i]));
            double draw = weighing.draw(weights[i]);
            for (int f = 0; f < rank; f++) {
                right[f] += draw * factors[f];
            }
        }
        return Cholesky.solve(left, right);
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
}
