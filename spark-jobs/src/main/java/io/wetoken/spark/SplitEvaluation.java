package io.wetoken.spark;

import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.Popular;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.Figures;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.learn.TaskProgress;
import io.wetoken.spark.learn.Trainers;
import io.wetoken.spark.learn.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final RunConfig config;
    private final String master;
    private final PrintWriter progress;
    private final Map<Table, Double> seconds = new EnumMap<>(Table.class);
    private final SortedMap<String, String> weights = new TreeMap<>();

    /** @param features by kind, an item a row */
    public SplitEvaluation(Split split, List<Panel> features, RunConfig config, String master, PrintWriter progress) {
        this.split = split;
        this.features = features;
        this.config = config;
        this.master = master;
        this.progress = progress;
    }

    public List<EvaluationReport.Line> run() throws IOException, InterruptedException {
        return run(model -> (user, list) -> {});
    }

    /** @param recorder is asked, for each model, who wants its lists */
    List<EvaluationReport.Line> run(Function<Model, Evaluator.Listed> recorder)
            throws IOException, InterruptedException {
        Set<Table> needed = EnumSet.noneOf(Table.class);
        config.models().forEach(model -> needed.addAll(model.needs()));
        Learnt learnt = learn(needed);
        return evaluate(learnt, recorder);
    }

    /** In a session that others go on with. */
    List<EvaluationReport.Line> run(SparkSession session, Function<Model, Evaluator.Listed> recorder)
            throws InterruptedException {
        Set<Table> needed = EnumSet.noneOf(Table.class);
        config.models().forEach(model -> needed.addAll(model.needs()));
        return evaluate(learn(session, counted(needed), needed), recorder);
    }

    /** What models learnt about themselves, by name: the weights of the default model. Empty before a run. */
    SortedMap<String, String> weights() {
        return weights;
    }

    private List<EvaluationReport.Line> evaluate(Learnt learnt, Function<Model, Evaluator.Listed> recorder)
            throws InterruptedException {
        Evaluator evaluator = Evaluator.of(split, config.k());
        List<EvaluationReport.Line> lines = new ArrayList<>();
        for (Model model : config.models()) {
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
        Learnt counted = counted(needed);
        if (needed.stream().allMatch(counted::has)) {
            return counted;
        }
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.create();
                SparkSession session = Session.start("evaluation", master, scratch.path())) {
            progress.printf("Spark session: after %.1f s%n", since(start));
            session.sparkContext().addSparkListener(new TaskProgress(progress));
            return learn(session, counted, needed);
        }
    }

    /** Split files have no times, so heat is popularity. */
    private Learnt counted(Set<Table> needed) {
        Supplier<Object> popular = () -> Popular.table(Popular.users(split.train(), split.items()));
        Learnt learnt = new Learnt(split.items());
        for (Table counted : List.of(Table.POPULARITY, Table.HEAT)) {
            learnt = needed.contains(counted) ? learnt.with(counted, timed(counted, popular)) : learnt;
        }
        return learnt;
    }

    private Learnt learn(SparkSession session, Learnt counted, Set<Table> needed) {
        Training training = training(session, split, features, config, progress);
        Learnt learnt = counted;
        for (Table table : needed) {
            if (!learnt.has(table)) {
                learnt = learnt.with(table, timed(table, () -> Trainers.learn(table, training)));
            }
        }
        if (learnt.has(Table.BLEND)) {
            weights.put("default", learnt.mixture().weights().toString());
        }
        return learnt;
    }

    /** What there is to learn from. */
    public static Training training(
            SparkSession session, Split split, List<Panel> features, RunConfig config, PrintWriter progress) {
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        JavaRDD<UserItems> users = spark.parallelize(split.train(), SLICES_A_CORE * spark.defaultParallelism());
        return new Training(
                session, users, split.items(), features, split.tuning(), config.parameters(), config.seed(), progress);
    }

    private Object timed(Table table, Supplier<Object> trainer) {
        long start = System.nanoTime();
        Object learnt = trainer.get();
        seconds.put(table, since(start));
        progress.printf("%s: learnt in %.1f s%n", table, since(start));
        return learnt;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
