package io.wetoken.spark.learn;

import io.wetoken.recommender.UserItems;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Users by blocks of items. A user goes to every block that has one of the user's items, so a task holds its block's users and what it adds up for its items, and
 * what is shuffled is each user at most once a block; the pairs of items, which grow with the square of a history, are never shuffled.
 */
final class Blocks implements Serializable {
    private static final int BLOCKS_A_CORE = 4;

    private final int count;

    /** @param count more need less memory a task and shuffle more */
    Blocks(int count) {
        this.count = count;
    }

    /** As many blocks as keep every core busy to the end, since blocks differ in size. */
    static Blocks of(JavaSparkContext spark) {
        return new Blocks(BLOCKS_A_CORE * spark.defaultParallelism());
    }

    int count() {
        return count;
    }

    boolean has(int block, int item) {
        return item % count == block;
    }

    /** In each block users are in the order of their names, in which they are added up. */
    JavaPairRDD<Integer, UserItems> of(JavaRDD<UserItems> users) {
        return users.flatMapToPair(user -> blocksOf(user)
                        .mapToObj(block -> new Tuple2<>(block, user))
                        .iterator())
                .partitionBy(new HashPartitioner(count))
                .mapPartitionsToPair(Blocks::byName, true);
    }

    private static Iterator<Tuple2<Integer, UserItems>> byName(Iterator<Tuple2<Integer, UserItems>> partition) {
        List<Tuple2<Integer, UserItems>> users = new ArrayList<>();
        partition.forEachRemaining(users::add);
        users.sort(Comparator.comparing(user -> user._2().user()));
        return users.iterator();
    }

    private IntStream blocksOf(UserItems user) {
        return IntStream.of(user.items()).map(item -> item % count).distinct();
    }

    /** The users of a partition, by name. A whole number's hash is itself, so partition n is block n. */
    static List<UserItems> users(Iterator<Tuple2<Integer, UserItems>> partition) {
        List<UserItems> users = new ArrayList<>();
        partition.forEachRemaining(user -> users.add(user._2()));
        return users;
    }
}
