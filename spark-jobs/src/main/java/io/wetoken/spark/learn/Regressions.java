package io.wetoken.spark.learn;

import dev.ludovic.netlib.lapack.LAPACK;
import io.wetoken.recommender.CoOccurrence;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Top;
import io.wetoken.recommender.UserItems;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.netlib.util.intW;

/** The table of EASE: the products of items with each other by Spark, their inverse by LAPACK where this runs. Memory is 8 bytes a pair of items. */
public final class Regressions {
    /** 1.2 GB, and minutes. */
    static final int LIMIT = 12_000;

    private static final String LOWER = "L";

    private final Parameters parameters;
    private final PrintWriter progress;
    private final long start = System.nanoTime();

    /**
     * The settings.
     *
     * @param lambda what is added to the diagonal
     * @param neighbours whose weights are kept, of an item
     */
    public record Parameters(double lambda, int neighbours) {
        /** λ as in what others report of the TikTok split; not tuned here. */
        public static final Parameters REFERENCE = new Parameters(50, 2500);
    }

    Regressions(Parameters parameters, PrintWriter progress) {
        this.parameters = parameters;
        this.progress = progress;
    }

    /** @throws IllegalArgumentException when there are more items than fit */
    Neighbours learn(JavaRDD<UserItems> users, int items) {
        if (items > LIMIT) {
            throw new IllegalArgumentException("ease inverts a matrix of items by items: " + items
                    + " items are more than the " + LIMIT + " for which that fits; choose another model");
        }
        double[] matrix = new double[items * items];
        for (Neighbours.Row row : BlockRows.rows(users, new CoOccurrence(items))) {
            for (int i = 0; i < row.neighbours().length; i++) {
                matrix[row.item() * items + row.neighbours()[i]] = row.weights()[i];
            }
        }
        for (int item = 0; item < items; item++) {
            matrix[item * items + item] += parameters.lambda();
        }
        tell("products");
        invert(matrix, items);
        tell("inverse");
        return rows(matrix, items);
    }

    /** Of a symmetric positive definite matrix, column by column: the lower triangle becomes that of its inverse. */
    static void invert(double[] matrix, int size) {
        intW info = new intW(0);
        LAPACK.getInstance().dpotrf(LOWER, size, matrix, size, info);
        if (info.val == 0) {
            LAPACK.getInstance().dpotri(LOWER, size, matrix, size, info);
        }
        if (info.val != 0) {
            throw new IllegalStateException("LAPACK cannot invert the " + size + " by " + size
                    + " matrix of ease: it fails at row " + info.val);
        }
    }

    /** {@code B = I − P·diag(P)⁻¹}, row by row. */
    private Neighbours rows(double[] inverse, int items) {
        List<Neighbours.Row> rows = new ArrayList<>();
        float[] row = new float[items];
        for (int item = 0; item < items; item++) {
            Top top = new Top(Math.min(parameters.neighbours(), items));
            for (int other = 0; other < items; other++) {
                double of = inverse[Math.min(item, other) * items + Math.max(item, other)];
                row[other] = (float) (-of / inverse[other * items + other]);
                if (other != item && row[other] != 0) {
                    top.offer(other, Math.abs(row[other]));
                }
            }
            int[] kept = top.items();
            float[] weights = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                weights[i] = row[kept[i]];
            }
            rows.add(new Neighbours.Row(item, kept, weights));
        }
        return Neighbours.of(items, rows);
    }

    private void tell(String done) {
        progress.printf("  ease, %s: after %.1f s%n", done, (System.nanoTime() - start) / 1e9);
        progress.flush();
    }
}
