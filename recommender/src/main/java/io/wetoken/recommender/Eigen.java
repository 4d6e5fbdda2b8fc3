package io.wetoken.recommender;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues, largest first, and eigenvectors of a symmetric matrix, by Jacobi's rotations (G. Golub, C. Van Loan, "Matrix Computations", 8.5): slow, exact, and
 * the same on every machine. For some hundred rows.
 *
 * @param vectors column k belongs to value k
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Eigen(double[] values, double[][] vectors) {
    private static final int SWEEPS = 60;
    private static final double SMALL = 1e-24;

    /** @param matrix is overwritten */
    static Eigen of(double[][] matrix) {
        int size = matrix.length;
        double[][] rows = new double[size][size];
        double total = 0;
        for (int i = 0; i < size; i++) {
            rows[i][i] = 1;
            for (double value : matrix[i]) {
                total += value * value;
            }
        }
        for (int sweep = 0; sweep < SWEEPS && offDiagonal(matrix) > SMALL * total; sweep++) {
            for (int p = 0; p < size - 1; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(matrix, rows, p, q);
                }
            }
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -matrix[i][i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[size];
        double[][] vectors = new double[size][size];
        for (int k = 0; k < size; k++) {
            values[k] = matrix[order[k]][order[k]];
            for (int i = 0; i < size; i++) {
                vectors[i][k] = rows[order[k]][i];
            }
        }
        return new Eigen(values, vectors);
    }

    private static double offDiagonal(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    /** @param vectors an eigenvector a row */
    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        double off = matrix[p][q];
        if (off == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * off);
        double tan = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cos = 1 / Math.sqrt(tan * tan + 1);
        double sin = tan * cos;
        for (double[] row : matrix) {
            double left = row[p];
            double right = row[q];
            row[p] = cos * left - sin * right;
            row[q] = sin * left + cos * right;
        }
        turn(matrix[p], matrix[q], cos, sin);
        turn(vectors[p], vectors[q], cos, sin);
    }

    private static void turn(double[] p, double[] q, double cos, double sin) {
        for (int i = 0; i < p.length; i++) {
            double left = p[i];
            p[i] = cos * left - sin * q[i];
            q[i] = sin * left + cos * q[i];
        }
    }
}
