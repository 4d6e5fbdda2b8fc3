package io.wetoken.spark.learn;

import io.wetoken.recommender.rank.Features;
import io.wetoken.recommender.rank.Ranker;
import io.wetoken.spark.core.RankRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Logistic regression by MLlib on what was seen: whether it was taken to, by its features and its position, of which the position is left out afterwards (see {@link Ranker}). A place that was drawn by
 * chance weighs 1 / its propensity, at most {@link Parameters#clip}: what is seldom drawn would otherwise be seldom learnt from (D. Horvitz, D. Thompson 1952; clipped as in L. Bottou et al., JMLR 14, 2013).
 */
public final class LogisticRanker {
    private static final StructType ROW = new StructType()
            .add("label", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());

    private LogisticRanker() {}

    /**
     * @param lambda regularisation of the standardised weights (L2)
     * @param clip the most that a row weighs
     */
    public record Parameters(double lambda, double clip, int iterations) {
        public static final Parameters REFERENCE = new Parameters(1e-3, 10, 100);
    }

    /** From rows in an order; the same rows in the same order give the same weights, for one task adds them up. */
    public static Ranker learn(SparkSession session, List<RankRow> rows, Parameters parameters) {
        JavaSparkContext context = new JavaSparkContext(session.sparkContext());
        List<Row> learnt = rows.stream().map(row -> row(row, parameters.clip())).toList();
        LogisticRegressionModel model = new LogisticRegression()
                .setWeightCol("weight")
                .setStandardization(true)
                .setElasticNetParam(0)
                .setRegParam(parameters.lambda())
                .setMaxIter(parameters.iterations())
                .fit(session.createDataFrame(context.parallelize(learnt, 1), ROW));
        Map<String, Float> weights = new LinkedHashMap<>();
        for (int feature = 0; feature < Features.names().size(); feature++) {
            String name = Features.names().get(feature);
            if (Features.orders(name)) {
                weights.put(name, (float) model.coefficients().apply(feature));
            }
        }
        return new Ranker(weights);
    }

    private static Row row(RankRow row, double clip) {
        double[] inputs = new double[row.features().length + 1];
        for (int feature = 0; feature < row.features().length; feature++) {
            inputs[feature] = row.features()[feature];
        }
        inputs[row.features().length] = Math.log1p(row.position());
        return RowFactory.create(row.taken() ? 1.0 : 0.0, Math.min(clip, 1 / row.propensity()), Vectors.dense(inputs));
    }
}
