package io.wetoken.recommender;

/** Linear equations with a symmetric positive definite matrix, of which only the lower triangle is read. */
final class Cholesky {
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
}
