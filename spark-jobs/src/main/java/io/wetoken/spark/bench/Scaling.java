package io.wetoken.spark.bench;

import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.Memory;
import io.wetoken.spark.RunConfig;
import io.wetoken.spark.Scratch;
import io.wetoken.spark.SplitEvaluation;
import io.wetoken.spark.learn.TaskProgress;
import io.wetoken.spark.learn.Trainers;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** How long the default model takes to learn on {@link Cluster}s of different sizes: on a quarter and a half of the people, and on all of them. */
final class Scaling {
    /** Learnt before anything is timed: Java's compilers have then seen the work. */
    private static final int UNTIMED = 8;

    private static final List<Integer> PARTS = List.of(UNTIMED, 4, 2, 1);

    /** Of an executor, which has one core and so one block of items at a time. */
    private static final int EXECUTOR_MB = 2048;

    private final Split split;
    private final List<Panel> features;
    private final RunConfig config;
    private final PrintWriter progress;

    Scaling(Split split, List<Panel> features, RunConfig config, PrintWriter progress) {
        this.split = split;
        this.features = features;
        this.config = config;
        this.progress = progress;
    }

    /**
     * @param seconds by the number of parts of which one was learnt from
     * @param model of everybody
     * @param peakMb of all processes together
     */
    record Measured(Map<Integer, Double> seconds, Mixture model, long peakMb) {}

    Measured on(int workers) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.create();
                Cluster cluster = Cluster.start(workers, EXECUTOR_MB, scratch.path());
                SparkSession session =
                        SparkSession.builder().config(cluster.conf()).getOrCreate()) {
            session.sparkContext().addSparkListener(new TaskProgress(progress));
            Map<Integer, Double> seconds = new TreeMap<>();
            Mixture model = null;
            for (int parts : PARTS) {
                Split part = Parts.first(split, parts);
                progress.printf(
                        "bench reco: default, %d people, %d workers%n",
                        part.train().size(), workers);
                var training = SplitEvaluation.training(session, part, features, config, progress);
                long start = System.nanoTime();
                model = (Mixture) Trainers.learn(Table.BLEND, training);
                if (parts != UNTIMED) {
                    seconds.put(parts, (System.nanoTime() - start) / 1e9);
                }
            }
            return new Measured(seconds, model, Memory.peakMb() + cluster.peakMb());
        }
    }
}
