package io.wetoken.spark.learn;

import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.UserItems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** The rows of {@link RandomWalk}, by {@link Blocks}. */
public final class Walks {
    private final RandomWalk.Parameters parameters;
    private final Blocks blocks;

    /** @param blocks of items */
    public Walks(RandomWalk.Parameters parameters, int blocks) {
        this.parameters = parameters;
        this.blocks = new Blocks(blocks);
    }

    public static Walks of(RandomWalk.Parameters parameters, JavaSparkContext spark) {
        return new Walks(parameters, Blocks.of(spark).count());
    }

    /** @param weights by item, over all users */
    public Neighbours learn(JavaRDD<UserItems> users, long[] weights) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(users.context());
        List<Neighbours.Row> rows = blocks.of(users)
                .mapPartitionsWithIndex(new Block(parameters, blocks, spark.broadcast(weights)), false)
                .collect();
        return new RandomWalk(parameters, weights).joined(rows);
    }

    private record Block(RandomWalk.Parameters parameters, Blocks blocks, Broadcast<long[]> weights)
            implements Function2<Integer, Iterator<Tuple2<Integer, UserItems>>, Iterator<Neighbours.Row>> {
        @Override
        public Iterator<Neighbours.Row> call(Integer block, Iterator<Tuple2<Integer, UserItems>> users) {
            List<Neighbours.Row> rows = new ArrayList<>();
            new RandomWalk(parameters, weights.value())
                    .rows(Blocks.users(users), item -> blocks.has(block, item), rows::add);
            return rows.iterator();
        }
    }
}
