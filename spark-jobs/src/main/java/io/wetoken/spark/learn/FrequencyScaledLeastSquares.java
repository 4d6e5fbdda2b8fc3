package io.wetoken.spark.learn;

import io.wetoken.recommender.Factors;
import io.wetoken.recommender.HalfStep;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.Weighing;
import java.io.PrintWriter;
import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Item factors with {@link Weighing.FrequencyScaled}: users' and items' factors in turn, each row one task's own equations in the order of the other side's numbers, so
 * no cut over machines shows. What is sent about is one side's factors and their products with each other.
 */
public final class FrequencyScaledLeastSquares {
    /** Standard deviation of the first factors, times √rank. */
    private static final double START = .1;

    /** Rows whose products one task adds up: a matter of rounding, so not of the machine. */
    private static final int CHUNK = 4096;

    private final Parameters parameters;
    private final long seed;
    private final PrintWriter progress;

    /** The settings. */
    public record Parameters(int rank, int iterations, Weighing.FrequencyScaled weighing) {
        /** Its rank is that of the baseline; the others are of a few that were tried. */
        public static final Parameters REFERENCE = new Parameters(64, 12, Weighing.FrequencyScaled.REFERENCE);
    }

    FrequencyScaledLeastSquares(Parameters parameters, long seed, PrintWriter progress) {
        this.parameters = parameters;
        this.seed = seed;
        this.progress = progress;
    }

    /** What one row of a side has of the other side. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Sparse(int row, int[] others, float[] weights) implements Serializable {}

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Solved(int row, float[] factors) implements Serializable {}

    Factors learn(JavaRDD<UserItems> users, int items) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(users.context());
        int slices = users.getNumPartitions();
        JavaRDD<Sparse> byUser = users.sortBy(UserItems::user, true, slices)
                .zipWithIndex()
                .map(numbered -> new Sparse(
                        Math.toIntExact(numbered._2()),
                        numbered._1().items(),
                        numbered._1().history().weights()))
                .cache();
        JavaRDD<Sparse> byItem = byUser.flatMapToPair(user -> IntStream.range(0, user.others().length)
                        .mapToObj(i -> new Tuple2<>(user.others()[i], new Tuple2<>(user.row(), user.weights()[i])))
                        .iterator())
                .groupByKey(slices)
                .map(FrequencyScaledLeastSquares::item)
                .cache();
        int people = Math.toIntExact(byUser.count());
        Panel itemFactors = Panel.random(items, parameters.rank(), seed);
        // Even numbers from −1 to 1 have a standard deviation of √⅓.
        float scale = (float) (START * Math.sqrt(3. / parameters.rank()));
        for (int i = 0; i < itemFactors.values().length; i++) {
            itemFactors.values()[i] *= scale;
        }
        long start = System.nanoTime();
        for (int iteration = 1; iteration <= parameters.iterations(); iteration++) {
            itemFactors = step(spark, byItem, items, step(spark, byUser, people, itemFactors));
            progress.printf("  ials, iteration %d: after %.1f s%n", iteration, (System.nanoTime() - start) / 1e9);
            progress.flush();
        }
        byUser.unpersist();
        byItem.unpersist();
        return factors(itemFactors);
    }

    private static Sparse item(Tuple2<Integer, Iterable<Tuple2<Integer, Float>>> grouped) {
        List<Tuple2<Integer, Float>> users = new ArrayList<>();
        grouped._2().forEach(users::add);
        users.sort(Comparator.comparing(Tuple2::_1));
        int[] numbers = new int[users.size()];
        float[] weights = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = users.get(i)._1();
            weights[i] = users.get(i)._2();
        }
        return new Sparse(grouped._1(), numbers, weights);
    }

    /** One side's factors, given the other's. */
    private Panel step(JavaSparkContext spark, JavaRDD<Sparse> side, int rows, Panel others) {
        Broadcast<Panel> sent = spark.broadcast(others);
        Broadcast<double[][]> gram = spark.broadcast(gram(spark, sent, others.rows()));
        Weighing weighing = parameters.weighing();
        Panel factors = Panel.zeros(rows, parameters.rank());
        side.map(row -> new Solved(
                        row.row(),
                        floats(new HalfStep(weighing, gram.value(), sent.value().rows())
                                .solve(row.others(), row.weights(), reader(sent.value())))))
                .collect()
                .forEach(solved -> factors.set(solved.row(), solved.factors()));
        gram.destroy();
        sent.destroy();
        return factors;
    }

    private double[][] gram(JavaSparkContext spark, Broadcast<Panel> sent, int rows) {
        int rank = parameters.rank();
        List<Integer> chunks =
                IntStream.range(0, (rows + CHUNK - 1) / CHUNK).boxed().toList();
        double[][] sum = new double[rank][rank];
        spark.parallelize(chunks)
                .map(chunk ->
                        HalfStep.gram(reader(sent.value()), chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK), rank))
                .collect()
                .forEach(part -> {
                    for (int row = 0; row < rank; row++) {
                        for (int column = 0; column <= row; column++) {
                            sum[row][column] += part[row][column];
                        }
                    }
                });
        return sum;
    }

    private static HalfStep.Rows reader(Panel panel) {
        float[] values = panel.values();
        return (row, into) -> {
            int from = row * into.length;
            for (int f = 0; f < into.length; f++) {
                into[f] = values[from + f];
            }
        };
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private Factors factors(Panel items) {
        int rank = parameters.rank();
        FloatBuffer byRank = FloatBuffer.allocate(Math.multiplyExact(rank, items.rows()));
        for (int item = 0; item < items.rows(); item++) {
            for (int f = 0; f < rank; f++) {
                byRank.put(f * items.rows() + item, items.values()[item * rank + f]);
            }
        }
        return new Factors(rank, items.rows(), byRank, parameters.weighing());
    }
}
