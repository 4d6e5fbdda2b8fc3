package io.wetoken.recommender;

/** Linear equations with a symmetric positive definite matrix, of which only the lower triangle is read. */
final class Cholesky {
    /** A column that keeps less than this share of its square is told by those before it. */
    private static final double DEPENDENT = 1e-10;

    private Cholesky() {}

    /** Overwrites both arguments; the result is {@code right}. */
    static double[] solve(double[][] left, double[] right) {
        int size = right.length;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = left[row][column];
                for (int k = 0; k < column; k++) {
                    sum -= left[row][k] * left[column][k];
                }
                left[row][column] =
                        row == column ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / left[column][column];
            }
        }
        for (int row = 0; row < size; row++) {
            for (int k = 0; k < row; k++) {
                right[row] -= left[row][k] * right[k];
            }
            right[row] /= left[row][row];
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int k = row + 1; k < size; k++) {
                right[row] -= left[k][row] * right[k];
            }
            right[row] /= left[row][row];
        }
        return right;
    }

    /**
     * The inverse of the upper factor R of {@code A = RᵀR}: columns of A's square root times it are orthonormal. A column that depends on those before it becomes 0.
     *
     * @param matrix A, overwritten
     */
    static double[][] inverseUpper(double[][] matrix) {
        int size = matrix.length;
        boolean[] independent = new boolean[size];
        for (int row = 0; row < size; row++) {
            double whole = matrix[row][row];
            for (int column = 0; column <= row; column++) {
                double sum = matrix[row][column];
                for (int k = 0; k < column; k++) {
                    sum -= matrix[row][k] * matrix[column][k];
                }
                if (row == column) {
                    independent[row] = sum > DEPENDENT * whole;
                    matrix[row][row] = independent[row] ? Math.sqrt(sum) : 1;
                } else {
                    matrix[row][column] = independent[column] ? sum / matrix[column][column] : 0;
                }
            }
        }
        double[][] inverse = new double[size][size];
        for (int column = 0; column < size; column++) {
            if (independent[column]) {
                inverse[column][column] = 1 / matrix[column][column];
                for (int row = column - 1; row >= 0; row--) {
                    double sum = 0;
                    for (int k = row + 1; k <= column; k++) {
                        sum += matrix[k][row] * inverse[k][column];
                    }
                    inverse[row][column] = -sum / matrix[row][row];
                }
            }
        }
        return inverse;
    }
}
