package io.wetoken.recommender;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A tall, narrow matrix: a few numbers for each of many rows.
 *
 * @param values row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and they are read by the million.
public record Panel(int rows, int width, float[] values) implements Serializable {
    public Panel {
        if (values.length != Math.multiplyExact(rows, width)) {
            throw new IllegalArgumentException(
                    values.length + " numbers are not " + rows + " rows of " + width + " each");
        }
    }

    public static Panel zeros(int rows, int width) {
        return new Panel(rows, width, new float[Math.multiplyExact(rows, width)]);
    }

    /** Numbers evenly from −1 to 1. */
    public static Panel random(int rows, int width, long seed) {
        Panel panel = zeros(rows, width);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < panel.values.length; i++) {
            panel.values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return panel;
    }

    public void set(int row, float[] numbers) {
        System.arraycopy(numbers, 0, values, row * width, width);
    }

    /** {@code sums += weight · row}. */
    public void addTo(float[] sums, int row, float weight) {
        int from = row * width;
        for (int i = 0; i < width; i++) {
            sums[i] += weight * values[from + i];
        }
    }

    /** The inner product of one of the rows with a row of another panel as wide as this one. */
    float dot(int row, Panel other, int otherRow) {
        int a = row * width;
        int b = otherRow * width;
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 3 < width; i += 4) {
            first += values[a + i] * other.values[b + i];
            second += values[a + i + 1] * other.values[b + i + 1];
            third += values[a + i + 2] * other.values[b + i + 2];
            fourth += values[a + i + 3] * other.values[b + i + 3];
        }
        for (; i < width; i++) {
            first += values[a + i] * other.values[b + i];
        }
        return first + second + (third + fourth);
    }

    /** {@code PᵀP}. */
    double[][] gram() {
        double[][] gram = new double[width][width];
        for (int row = 0; row < rows; row++) {
            int from = row * width;
            for (int i = 0; i < width; i++) {
                double left = values[from + i];
                if (left != 0) {
                    double[] sums = gram[i];
                    for (int j = 0; j <= i; j++) {
                        sums[j] += left * values[from + j];
                    }
                }
            }
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < i; j++) {
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    /** {@code P·M}, of a matrix with as many rows as this panel is wide. */
    Panel times(double[][] matrix) {
        int columns = matrix[0].length;
        Panel product = zeros(rows, columns);
        double[] sums = new double[columns];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < width; k++) {
                double value = values[row * width + k];
                double[] weights = matrix[k];
                for (int column = 0; column < columns; column++) {
                    sums[column] += value * weights[column];
                }
            }
            for (int column = 0; column < columns; column++) {
                product.values[row * columns + column] = (float) sums[column];
            }
        }
        return product;
    }
}
