package io.wetoken.spark.learn;

import io.wetoken.recommender.Factors;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.Weighing;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Item factors by Spark MLlib's implicit ALS; an item that nobody has gets zeros. */
public final class AlternatingLeastSquares {
    private static final StructType RATING = new StructType()
            .add("user", DataTypes.IntegerType, false)
            .add("item", DataTypes.IntegerType, false)
            .add("rating", DataTypes.FloatType, false);

    /** Iterations: the lineage of some ten overflows the stack of whoever reads it. Where it goes is {@code spark.checkpoint.dir}. */
    private static final int CHECKPOINT_EVERY = 3;

    private final Parameters parameters;
    private final long seed;

    public AlternatingLeastSquares(Parameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    /**
     * @param alpha confidence that a unit of weight adds
     * @param lambda regularisation, times the number of interactions
     */
    public record Parameters(int rank, int iterations, float alpha, float lambda) {
        /** Of three pairs of α and λ the best on the Gowalla split: Recall@20 .150 there. */
        public static final Parameters REFERENCE = new Parameters(64, 10, 40, .05f);
    }

    public Factors learn(SparkSession session, JavaRDD<UserItems> users, int items) {
        JavaRDD<Row> ratings = users.zipWithIndex().flatMap(numbered -> {
            int user = Math.toIntExact(numbered._2());
            UserItems of = numbered._1();
            return IntStream.range(0, of.items().length)
                    .mapToObj(i -> RowFactory.create(user, of.items()[i], (float) of.weights()[i]))
                    .iterator();
        });
        Dataset<Row> found = new ALS()
                .setImplicitPrefs(true)
                .setRank(parameters.rank())
                .setMaxIter(parameters.iterations())
                .setAlpha(parameters.alpha())
                .setRegParam(parameters.lambda())
                .setSeed(seed)
                .setCheckpointInterval(CHECKPOINT_EVERY)
                .fit(session.createDataFrame(ratings, RATING))
                .itemFactors();
        FloatBuffer byRank = FloatBuffer.allocate(Math.multiplyExact(parameters.rank(), items));
        for (Row row : found.collectAsList()) {
            int item = row.getInt(0);
            List<Float> factors = row.getList(1);
            for (int f = 0; f < parameters.rank(); f++) {
                byRank.put(f * items + item, factors.get(f));
            }
        }
        return new Factors(
                parameters.rank(), items, byRank, new Weighing.Confidence(parameters.alpha(), parameters.lambda()));
    }
}
