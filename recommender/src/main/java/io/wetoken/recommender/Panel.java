package io.wetoken.recommender;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A tall, narrow matrix: a few numbers for each of many rows.
 *
 * @param values row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and they are read by the million.
public record Panel(int rows, int width, float[] values) implements Serializable {
    /** Of rows, each added up by one thread. */
    private static final int STRETCHES = 32;

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

    /** The same with its first columns those of another, which has as many rows and at most as many columns. */
    public Panel beginningWith(Panel columns) {
        Panel panel = new Panel(rows, width, values.clone());
        for (int row = 0; row < rows; row++) {
            System.arraycopy(columns.values, row * columns.width, panel.values, row * width, columns.width);
        }
        return panel;
    }

    /** The first so many columns, or all where there are not as many. */
    Panel columns(int count) {
        int kept = Math.min(count, width);
        Panel panel = zeros(rows, kept);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * width, panel.values, row * kept, kept);
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

    /**
     * The inner products of one of the rows with four rows of another panel as wide as this one. Four at once take half as long: they wait for memory together, and
     * the row is read once.
     */
    void dots(int row, Panel other, int[] fourRows, float[] into) {
        float[] left = values;
        float[] right = other.values;
        int a = row * width;
        int b = fourRows[0] * width;
        int c = fourRows[1] * width;
        int d = fourRows[2] * width;
        int e = fourRows[3] * width;
        float b0 = 0;
        float b1 = 0;
        float b2 = 0;
        float b3 = 0;
        float c0 = 0;
        float c1 = 0;
        float c2 = 0;
        float c3 = 0;
        float d0 = 0;
        float d1 = 0;
        float d2 = 0;
        float d3 = 0;
        float e0 = 0;
        float e1 = 0;
        float e2 = 0;
        float e3 = 0;
        int i = 0;
        for (; i + 3 < width; i += 4) {
            float w = left[a + i];
            float x = left[a + i + 1];
            float y = left[a + i + 2];
            float z = left[a + i + 3];
            b0 += w * right[b + i];
            b1 += x * right[b + i + 1];
            b2 += y * right[b + i + 2];
            b3 += z * right[b + i + 3];
            c0 += w * right[c + i];
            c1 += x * right[c + i + 1];
            c2 += y * right[c + i + 2];
            c3 += z * right[c + i + 3];
            d0 += w * right[d + i];
            d1 += x * right[d + i + 1];
            d2 += y * right[d + i + 2];
            d3 += z * right[d + i + 3];
            e0 += w * right[e + i];
            e1 += x * right[e + i + 1];
            e2 += y * right[e + i + 2];
            e3 += z * right[e + i + 3];
        }
        for (; i < width; i++) {
            b0 += left[a + i] * right[b + i];
            c0 += left[a + i] * right[c + i];
            d0 += left[a + i] * right[d + i];
            e0 += left[a + i] * right[e + i];
        }
        into[0] = b0 + b1 + (b2 + b3);
        into[1] = c0 + c1 + (c2 + c3);
        into[2] = d0 + d1 + (d2 + d3);
        into[3] = e0 + e1 + (e2 + e3);
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

    /** {@code PᵀP}. Stretches of rows are added up by themselves and then together, in one order whatever number of threads there is. */
    double[][] gram() {
        double[][] gram = new double[width][width];
        List<double[][]> parts =
                IntStream.range(0, STRETCHES).parallel().mapToObj(this::gram).toList();
        for (double[][] part : parts) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    gram[i][j] += part[i][j];
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

    /** The lower half, of one stretch. */
    private double[][] gram(int stretch) {
        double[][] gram = new double[width][width];
        double[] numbers = new double[width];
        for (int row = begin(stretch); row < begin(stretch + 1); row++) {
            for (int i = 0; i < width; i++) {
                numbers[i] = values[row * width + i];
            }
            for (int i = 0; i < width; i++) {
                add(gram[i], numbers[i], numbers, 0, i + 1);
            }
        }
        return gram;
    }

    /** {@code P·M}, of a matrix with as many rows as this panel is wide. */
    Panel times(double[][] matrix) {
        int columns = matrix[0].length;
        int[] first = new int[width];
        for (int k = 0; k < width; k++) {
            while (first[k] < columns && matrix[k][first[k]] == 0) {
                first[k]++;
            }
        }
        Panel product = zeros(rows, columns);
        IntStream.range(0, STRETCHES).parallel().forEach(stretch -> {
            double[] sums = new double[columns];
            for (int row = begin(stretch); row < begin(stretch + 1); row++) {
                Arrays.fill(sums, 0);
                for (int k = 0; k < width; k++) {
                    add(sums, values[row * width + k], matrix[k], first[k], columns);
                }
                for (int column = 0; column < columns; column++) {
                    product.values[row * columns + column] = (float) sums[column];
                }
            }
        });
        return product;
    }

    private int begin(int stretch) {
        return (int) ((long) rows * stretch / STRETCHES);
    }

    /** {@code sums += weight · numbers} from one place to before another; what a compiler makes wide instructions of. */
    private static void add(double[] sums, double weight, double[] numbers, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[i] += weight * numbers[i];
        }
    }
}
