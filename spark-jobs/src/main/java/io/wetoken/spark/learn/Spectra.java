package io.wetoken.spark.learn;

import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.Spectrum;
import io.wetoken.recommender.UserItems;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * {@link Spectrum} by Spark: the products with the interactions, of which every row is one task's own sum in the order of users' names or of item numbers, so that no
 * cut over machines shows. What is sent about is one panel a product, a number for every user or item and direction.
 */
final class Spectra {
    private final GraphFilter filter;
    private final long seed;
    private final Blocks blocks;

    Spectra(GraphFilter filter, long seed, Blocks blocks) {
        this.filter = filter;
        this.seed = seed;
        this.blocks = blocks;
    }

    /**
     * @param users each once
     * @param byBlock the same by block of items
     * @param weights by item, over all users
     * @param near the spectrum of nearly the same interactions, from which it is one round to theirs
     */
    Spectrum learn(
            JavaRDD<UserItems> users,
            JavaPairRDD<Integer, UserItems> byBlock,
            long[] weights,
            Optional<Spectrum> near) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(users.context());
        List<String> names = users.map(UserItems::user).collect().stream()
                .sorted(Comparator.naturalOrder())
                .toList();
        Broadcast<Names> numbers = spark.broadcast(new Names(names.toArray(String[]::new)));
        Broadcast<long[]> totals = spark.broadcast(weights);
        Panel random = Panel.random(weights.length, Spectrum.width(filter.rank(), weights.length), seed);
        Panel basis = near.map(known -> random.beginningWith(known.vectors())).orElse(random);
        int rounds = near.isPresent() ? 1 : filter.iterations();
        for (int round = 0; round < rounds; round++) {
            Panel image = image(spark, users, basis, numbers, totals);
            Broadcast<Panel> sent = spark.broadcast(image);
            Panel back = Panel.zeros(basis.rows(), basis.width());
            byBlock.mapPartitionsWithIndex(new Back(blocks, sent, numbers, totals), false)
                    .collect()
                    .forEach(row -> back.set(row.number(), row.values()));
            sent.destroy();
            basis = round < rounds - 1 ? Spectrum.straightened(back) : Spectrum.orthonormal(back);
        }
        Spectrum spectrum = Spectrum.of(basis, image(spark, users, basis, numbers, totals), filter.rank());
        numbers.destroy();
        totals.destroy();
        return spectrum;
    }

    /** {@code R̃ · basis}. */
    private static Panel image(
            JavaSparkContext spark,
            JavaRDD<UserItems> users,
            Panel basis,
            Broadcast<Names> numbers,
            Broadcast<long[]> totals) {
        Broadcast<Panel> sent = spark.broadcast(basis);
        Panel image = Panel.zeros(numbers.value().count(), basis.width());
        users.map(user -> {
                    float[] normalised = Spectrum.normalised(user, totals.value());
                    float[] sums = new float[sent.value().width()];
                    for (int i = 0; i < normalised.length; i++) {
                        sent.value().addTo(sums, user.items()[i], normalised[i]);
                    }
                    return new Row(numbers.value().of(user), sums);
                })
                .collect()
                .forEach(row -> image.set(row.number(), row.values()));
        sent.destroy();
        return image;
    }

    /** One row of a panel. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Row(int number, float[] values) implements Serializable {}

    /** Numbers of users in the order of their names. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Names(String[] sorted) implements Serializable {
        int count() {
            return sorted.length;
        }

        int of(UserItems user) {
            return Arrays.binarySearch(sorted, user.user());
        }
    }

    /** The rows of {@code R̃ᵀ · image} of a block of items. */
    private record Back(Blocks blocks, Broadcast<Panel> image, Broadcast<Names> numbers, Broadcast<long[]> totals)
            implements Function2<Integer, Iterator<Tuple2<Integer, UserItems>>, Iterator<Row>> {
        @Override
        public Iterator<Row> call(Integer block, Iterator<Tuple2<Integer, UserItems>> partition) {
            long[] weights = totals.value();
            float[][] sums = new float[weights.length][];
            for (UserItems user : Blocks.users(partition)) {
                int number = numbers.value().of(user);
                float[] normalised = Spectrum.normalised(user, weights);
                for (int i = 0; i < normalised.length; i++) {
                    int item = user.items()[i];
                    if (blocks.has(block, item)) {
                        if (sums[item] == null) {
                            sums[item] = new float[image.value().width()];
                        }
                        image.value().addTo(sums[item], number, normalised[i]);
                    }
                }
            }
            List<Row> rows = new ArrayList<>();
            for (int item = 0; item < sums.length; item++) {
                if (sums[item] != null) {
                    rows.add(new Row(item, sums[item]));
                }
            }
            return rows.iterator();
        }
    }
}
