package io.wetoken.spark.learn;

import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.UserItems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The rows of {@link RandomWalk}, by blocks of items. A user goes to every block that has one of the user's items, so a task holds its block's users and one row,
 * and what is shuffled is each user at most once a block; the pairs of items, which grow with the square of a history, are never shuffled.
 */
public final class Walks {
    private static final int BLOCKS_A_CORE = 4;

    private final RandomWalk.Parameters parameters;
    private final int blocks;

    /** @param blocks more need less memory a task and shuffle more */
    public Walks(RandomWalk.Parameters parameters, int blocks) {
        this.parameters = parameters;
        this.blocks = blocks;
    }

    /** As many blocks as keep every core busy to the end, since blocks differ in size. */
    public static Walks of(RandomWalk.Parameters parameters, JavaSparkContext spark) {
        return new Walks(parameters, BLOCKS_A_CORE * spark.defaultParallelism());
    }

    /** @param weights by item, over all users */
    public Neighbours learn(JavaRDD<UserItems> users, long[] weights) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(users.context());
        int count = blocks;
        List<Neighbours.Row> rows = users.flatMapToPair(user -> blocksOf(user, count)
                        .mapToObj(block -> new Tuple2<>(block, user))
                        .iterator())
                .partitionBy(new HashPartitioner(blocks))
                .mapPartitionsWithIndex(new Block(parameters, blocks, spark.broadcast(weights)), false)
                .collect();
        return new RandomWalk(parameters, weights).joined(rows);
    }

    private static IntStream blocksOf(UserItems user, int blocks) {
        return IntStream.of(user.items()).map(item -> item % blocks).distinct();
    }

    /** A whole number's hash is itself, so partition n is block n. */
    private record Block(RandomWalk.Parameters parameters, int blocks, Broadcast<long[]> weights)
            implements Function2<Integer, Iterator<Tuple2<Integer, UserItems>>, Iterator<Neighbours.Row>> {
        @Override
        public Iterator<Neighbours.Row> call(Integer block, Iterator<Tuple2<Integer, UserItems>> users) {
            List<UserItems> mine = new ArrayList<>();
            users.forEachRemaining(user -> mine.add(user._2()));
            List<Neighbours.Row> rows = new ArrayList<>();
            new RandomWalk(parameters, weights.value()).rows(mine, item -> item % blocks == block, rows::add);
            return rows.iterator();
        }
    }
}
