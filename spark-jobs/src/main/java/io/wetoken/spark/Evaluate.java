package io.wetoken.spark;

import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.evaluate.FeatureFile;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.learn.AlternatingLeastSquares;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./we reco evaluate}. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco evaluate",
        mixinStandardHelpOptions = true,
        description = "Trains models with Spark on a fixed split and ranks all items for every user with test items.",
        footer = {
            "",
            "Split files: 'user item item …' a line, integers, blank-separated, gzipped or not.",
            "recall: hits / test items. ndcg: binary gains. coverage: share of items in some list. novelty: mean bits of a listed item's rarity."
        })
public final class Evaluate implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--train", required = true, paramLabel = "F", description = "What models learn from.")
    private Path train;

    @Option(names = "--test", required = true, paramLabel = "F", description = "What they should find.")
    private Path test;

    @Option(names = "--valid", paramLabel = "F", description = "Held out for tuning: neither learnt nor ranked.")
    private Optional<Path> valid;

    @Option(
            names = "--features",
            paramLabel = "F",
            arity = "1..*",
            description = {
                "Item features, a file a kind: NAME-f32le-ROWSxCOLUMNS.bin, gzipped or not: 32-bit floats, little endian, row = item.",
                "The default model uses them, and contentknn nothing else."
            })
    private List<Path> features = List.of();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            arity = "1..*",
            completionCandidates = ModelNames.class,
            description = "One or more of: ${COMPLETION-CANDIDATES}. Without it: default and popularity.")
    private List<String> models = List.of("default", "popularity");

    @Option(names = "--k", paramLabel = "N", defaultValue = "20", description = "Length of the lists; default: 20.")
    private int k;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of what begins with chance (als, ials; default, graphfilter); default: 1.")
    private long seed;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description =
                    "Write what each person was found, with settings, seed and the hashes of data and code, for ./we reco compare.")
    private Optional<Path> record = Optional.empty();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "",
            description = "Spark's master; default: what spark-submit says, else local[*].")
    private String master;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco evaluate", new CommandLine(new Evaluate()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (k < 1) {
            throw new IllegalArgumentException("--k must be at least 1, is " + k);
        }
        List<Model> chosen = models.stream().distinct().map(Models::named).toList();
        PrintWriter err = spec.commandLine().getErr();
        Split split = Split.read(train, valid, test);
        split.notes().forEach(err::println);
        err.printf(
                "%d users to learn from, %d to recommend to, %d items%n",
                split.train().size(), split.cases().size(), split.items());
        List<Panel> kinds = FeatureFile.read(features, split.ids(), err::println);
        SplitEvaluation evaluation =
                new SplitEvaluation(split, kinds, AlternatingLeastSquares.Parameters.REFERENCE, k, seed, master, err);
        PrintWriter out = spec.commandLine().getOut();
        RunRecorder recorder = new RunRecorder(split);
        EvaluationReport report = new EvaluationReport(
                k,
                split.cases().size(),
                split.items(),
                evaluation.run(chosen, record.isPresent() ? recorder::of : any -> (user, list) -> {}));
        if (record.isPresent()) {
            err.println("Record: " + recorder.write(record.get(), report, seed, train, valid, test));
        }
        out.println(json ? report.json() : report.text());
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
