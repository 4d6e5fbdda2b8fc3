package io.wetoken.spark.learn;

import io.wetoken.recommender.ItemRows;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.UserItems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** The table of {@link ItemRows}, by {@link Blocks}. */
final class BlockRows {
    private BlockRows() {}

    static Neighbours learn(JavaRDD<UserItems> users, ItemRows rows) {
        return rows.joined(rows(users, rows));
    }

    /** In any order. */
    static List<Neighbours.Row> rows(JavaRDD<UserItems> users, ItemRows rows) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(users.context());
        Blocks blocks = Blocks.of(spark);
        Broadcast<ItemRows> sent = spark.broadcast(rows);
        List<Neighbours.Row> found = blocks.of(users)
                .mapPartitionsWithIndex(new Block(blocks, sent), false)
                .collect();
        sent.destroy();
        return found;
    }

    private record Block(Blocks blocks, Broadcast<ItemRows> sent)
            implements Function2<Integer, Iterator<Tuple2<Integer, UserItems>>, Iterator<Neighbours.Row>> {
        @Override
        public Iterator<Neighbours.Row> call(Integer block, Iterator<Tuple2<Integer, UserItems>> users) {
            List<Neighbours.Row> rows = new ArrayList<>();
            sent.value().rows(Blocks.users(users), item -> blocks.has(block, item), rows::add);
            return rows.iterator();
        }
    }
}
