package io.wetoken.spark;

import io.wetoken.recommender.Factors;
import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.Popular;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.Figures;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.learn.AlternatingLeastSquares;
import io.wetoken.spark.learn.Blends;
import io.wetoken.spark.learn.TaskProgress;
import io.wetoken.spark.learn.Walks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Learns from one split each table that some model needs, once, and evaluates the models. */
public final class SplitEvaluation {
    private static final int SLICES_A_CORE = 8;
    private static final int TOLD_EVERY = 5000;

    private final Split split;
    private final List<Panel> features;
    private final AlternatingLeastSquares.Parameters als;
    private final int k;
    private final long seed;
    private final String master;
    private final PrintWriter progress;
    private final Map<Table, Double> seconds = new EnumMap<>(Table.class);

    /** @param features by kind, an item a row */
    public SplitEvaluation(
            Split split,
            List<Panel> features,
            AlternatingLeastSquares.Parameters als,
            int k,
            long seed,
            String master,
            PrintWriter progress) {
        this.split = split;
        this.features = features;
        this.als = als;
        this.k = k;
        this.seed = seed;
        this.master = master;
        this.progress = progress;
    }

    public List<EvaluationReport.Line> run(List<Model> models) throws IOException, InterruptedException {
        return run(models, model -> (user, list) -> {});
    }

    /** @param recorder is asked, for each model, who wants its lists */
    List<EvaluationReport.Line> run(List<Model> models, Function<Model, Evaluator.Listed> recorder)
            throws IOException, InterruptedException {
        Set<Table> needed = EnumSet.noneOf(Table.class);
        models.forEach(model -> needed.addAll(model.needs()));
        Learnt learnt = learn(needed);
        Evaluator evaluator = Evaluator.of(split, k);
        List<EvaluationReport.Line> lines = new ArrayList<>();
        for (Model model : models) {
            long start = System.nanoTime();
            Figures figures = evaluator.evaluate(
                    model,
                    learnt,
                    Runtime.getRuntime().availableProcessors(),
                    done -> tell(model, done, start),
                    recorder.apply(model));
            double train = model.needs().stream().mapToDouble(seconds::get).sum();
            lines.add(new EvaluationReport.Line(model.name(), figures, train, since(start), Memory.peakMb()));
        }
        return lines;
    }

    private void tell(Model model, int done, long start) {
        if (done % TOLD_EVERY == 0) {
            progress.printf("%s: ranked for %d users after %.1f s%n", model.name(), done, since(start));
        }
    }

    private Learnt learn(Set<Table> needed) throws IOException {
        // Split files have no times, so heat is popularity.
        Supplier<FloatBuffer> popular = () -> Popular.table(Popular.users(split.train(), split.items()));
        Optional<FloatBuffer> popularity = timed(needed, Table.POPULARITY, popular);
        Optional<FloatBuffer> heat = timed(needed, Table.HEAT, popular);
        if (Set.of(Table.POPULARITY, Table.HEAT).containsAll(needed)) {
            return new Learnt(split.items(), popularity, heat, Optional.empty(), Optional.empty());
        }
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.create();
                SparkSession session = Session.start("evaluation", master, scratch.path())) {
            progress.printf("Spark session: after %.1f s%n", since(start));
            session.sparkContext().addSparkListener(new TaskProgress(progress));
            JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
            JavaRDD<UserItems> users = spark.parallelize(split.train(), SLICES_A_CORE * spark.defaultParallelism());
            Optional<Neighbours> neighbours = timed(
                    needed,
                    Table.NEIGHBOURS,
                    () -> Walks.of(RandomWalk.Parameters.REFERENCE, spark)
                            .learn(users, Popular.weights(split.train(), split.items())));
            Optional<Factors> factors = timed(
                    needed,
                    Table.FACTORS,
                    () -> new AlternatingLeastSquares(als, seed).learn(session, users, split.items()));
            Optional<Mixture> mixture = timed(
                    needed,
                    Table.BLEND,
                    () -> new Blends(
                                    RandomWalk.Parameters.REFERENCE,
                                    GraphFilter.REFERENCE,
                                    Blends.NEIGHBOURS,
                                    seed,
                                    progress)
                            .learn(users, split.items(), features, split.tuning()));
            Learnt learnt = new Learnt(split.items(), popularity, heat, neighbours, factors);
            return mixture.map(learnt::with).orElse(learnt);
        }
    }

    private <T> Optional<T> timed(Set<Table> needed, Table table, Supplier<T> trainer) {
        if (!needed.contains(table)) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        T learnt = trainer.get();
        seconds.put(table, since(start));
        progress.printf("%s: learnt in %.1f s%n", table, since(start));
        return Optional.of(learnt);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
