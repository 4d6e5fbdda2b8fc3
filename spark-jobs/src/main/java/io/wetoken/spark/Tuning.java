package io.wetoken.spark;

import io.wetoken.behaviour.files.Digests;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.evaluate.Figures;
import io.wetoken.recommender.evaluate.ItemGroups;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.recommender.evaluate.TuningSplit;
import io.wetoken.recommender.tune.Halving;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a search: each rung's trials on its share of the people, the best of them on the next. What is finished is read and not run again.
 *
 * @param configs by the number of the trial; 0 is the one that the others are measured by, which is run on everybody only
 * @param data SHA-256 of the files, by what they are
 * @param trials where finished ones are
 * @param records where those on everybody leave their records
 */
record Tuning(
        TuningSplit split,
        List<Panel> features,
        List<RunConfig> configs,
        Halving halving,
        ToDoubleFunction<Figures> metric,
        SortedMap<String, String> data,
        Path trials,
        Path records,
        PrintWriter progress) {
    /** By rung, and in each by number; trial 0 is in the last. */
    record Found(List<List<Trial>> rungs, Trial best) {
        Trial asItWas() {
            return last().get(0);
        }

        List<Trial> last() {
            return rungs.get(rungs.size() - 1);
        }
    }

    Found run(String master) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.create();
                SparkSession session = Session.start("tuning", master, scratch.path())) {
            List<List<Trial>> rungs = new ArrayList<>();
            List<Integer> numbers =
                    IntStream.rangeClosed(1, halving.trials()).boxed().toList();
            Map<Integer, Double> found = new HashMap<>();
            for (Halving.Rung rung : halving.rungs()) {
                if (!rungs.isEmpty()) {
                    numbers = Halving.best(found, rung.trials());
                }
                List<Integer> asked = new ArrayList<>(numbers);
                if (rung.share() == 1) {
                    asked.add(0, 0);
                }
                List<Trial> done = rung(session, rung, asked);
                found.clear();
                done.forEach(trial -> found.put(trial.number(), metric.applyAsDouble(trial.figures())));
                rungs.add(done);
            }
            int best = Halving.best(found, 1).get(0);
            List<Trial> last = rungs.get(rungs.size() - 1);
            return new Found(
                    rungs,
                    last.stream()
                            .filter(trial -> trial.number() == best)
                            .findFirst()
                            .orElseThrow());
        }
    }

    private List<Trial> rung(SparkSession session, Halving.Rung rung, List<Integer> numbers)
            throws IOException, InterruptedException {
        Split people = split.share(rung.share());
        List<Trial> done = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (int number : numbers) {
            Optional<Trial> before = Trial.read(trials, number, rung.share());
            long start = System.nanoTime();
            Trial trial = before.isPresent() ? before.get() : run(session, people, number, rung.share());
            double found = metric.applyAsDouble(trial.figures());
            most = Math.max(most, found);
            done.add(trial);
            progress.printf(
                    Locale.ROOT,
                    "trial %d (%d of %d on %s of the people, %d to ask): %.4f, best of these %.4f, %s%n",
                    number,
                    done.size(),
                    numbers.size(),
                    trial.people(),
                    people.cases().size(),
                    found,
                    most,
                    before.isPresent()
                            ? "done before"
                            : String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9));
            progress.flush();
        }
        return done;
    }

    private Trial run(SparkSession session, Split people, int number, double share)
            throws IOException, InterruptedException {
        RunConfig config = configs.get(number);
        // What learns tells how far it is; of many trials that would hide the trials.
        PrintWriter quiet = new PrintWriter(Writer.nullWriter());
        SplitEvaluation evaluation = new SplitEvaluation(people, features, config, "", quiet);
        RunRecorder recorder = new RunRecorder(people, ItemGroups.of(people));
        List<EvaluationReport.Line> lines = evaluation.run(session, recorder::of);
        String record = "";
        if (share == 1) {
            EvaluationReport report =
                    new EvaluationReport(config.k(), people.cases().size(), people.items(), lines);
            Path written =
                    recorder.of(report, config, evaluation.weights(), asked()).write(records);
            record = String.valueOf(written.getFileName());
        }
        Trial trial = new Trial(
                number,
                share,
                RunConfig.changed(config.values()),
                lines.get(0).figures(),
                evaluation.weights(),
                record);
        trial.write(trials);
        return trial;
    }

    /** What was to be found has no file of its own where it was held out of train. */
    private SortedMap<String, String> asked() throws IOException {
        SortedMap<String, String> asked = new TreeMap<>(data);
        String held = asked.remove("valid");
        String drawn = "held out of " + data.get("train") + " by seed "
                + configs.get(0).seed();
        asked.put(
                "test",
                held != null ? held : Digests.sha256(new ByteArrayInputStream(drawn.getBytes(StandardCharsets.UTF_8))));
        return asked;
    }
}
