package io.wetoken.spark.learn;

import io.wetoken.recommender.Likeness;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** The rows of {@link Likeness}, items shared out evenly. */
final class Alike {
    private static final int SLICES_A_CORE = 8;

    private Alike() {}

    /**
     * The table of all kinds together, which count the same.
     *
     * @param neighbours of an item and kind
     * @throws IllegalArgumentException when there are no features
     */
    static Neighbours learn(JavaSparkContext spark, int items, List<Panel> features, int neighbours) {
        if (features.isEmpty()) {
            throw new IllegalArgumentException(
                    "contentknn needs features of items, and there are none: ./we reco evaluate takes them by --features F…");
        }
        return Neighbours.mean(
                items,
                features.stream()
                        .map(kind -> rows(spark, new Likeness(kind, neighbours)))
                        .toList());
    }

    /** In any order. */
    static List<Neighbours.Row> rows(JavaSparkContext spark, Likeness alike) {
        Broadcast<Likeness> likeness = spark.broadcast(alike);
        List<Integer> numbers = IntStream.range(0, alike.items()).boxed().toList();
        List<Neighbours.Row> rows = spark.parallelize(numbers, SLICES_A_CORE * spark.defaultParallelism())
                .flatMap(item -> {
                    List<Neighbours.Row> row = new ArrayList<>();
                    likeness.value().row(item, row::add);
                    return row.iterator();
                })
                .collect();
        likeness.destroy();
        return rows;
    }
}
