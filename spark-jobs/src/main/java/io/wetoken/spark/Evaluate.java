package io.wetoken.spark;

import io.wetoken.recommender.Panel;
import io.wetoken.recommender.evaluate.FeatureFile;
import io.wetoken.recommender.evaluate.Findings;
import io.wetoken.recommender.evaluate.ItemGroups;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.recommender.interval.Bootstrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    /** As ./we reco compare has it. */
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 1000, .95);

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
    private List<String> models = List.of();

    @Option(names = "--k", paramLabel = "N", description = "Length of the lists; default: 20.")
    private Optional<Integer> k = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Of what begins with chance (als, ials; default, graphfilter), and of what is held out; default: 1.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "One file for the run: models, k, seed and the parameters of every model that learns, key=value a line.",
                "It names what it changes; options of the command line win. ./we reco config prints every key with its reason."
            })
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description =
                    "Write what each person was found, with settings, seed and the hashes of data and code, for ./we reco compare.")
    private Optional<Path> record = Optional.empty();

    @Option(
            names = "--creators",
            paramLabel = "F",
            description = {
                "Who made the items: 'creator item item …' a line, in integers as in split files; ./we reco split writes one.",
                "The record and the page then tell items of big, middle and small creators apart."
            })
    private Optional<Path> creators = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write one page with plots, which needs no network.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin
    private SparkMaster master = new SparkMaster();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco evaluate", new CommandLine(new Evaluate()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunConfig run = RunConfig.reference().with(config).with(models, k, seed);
        PrintWriter err = spec.commandLine().getErr();
        Split split = Split.read(train, valid, test);
        split.notes().forEach(err::println);
        err.printf(
                "%d users to learn from, %d to recommend to, %d items%n",
                split.train().size(), split.cases().size(), split.items());
        List<Panel> kinds = FeatureFile.read(features, split.ids(), err::println);
        ItemGroups groups = creators.isPresent() ? ItemGroups.of(split, creators.get()) : ItemGroups.of(split);
        groups.notes().forEach(err::println);
        SplitEvaluation evaluation = new SplitEvaluation(split, kinds, run, master.url(), err);
        PrintWriter out = spec.commandLine().getOut();
        RunRecorder recorder = new RunRecorder(split, groups);
        boolean listened = record.isPresent() || html.isPresent();
        EvaluationReport report = new EvaluationReport(
                run.k(),
                split.cases().size(),
                split.items(),
                evaluation.run(listened ? recorder::of : any -> (user, list) -> {}));
        if (record.isPresent()) {
            err.println("Record: "
                    + recorder.of(report, run, evaluation.weights(), data()).write(record.get()));
        }
        if (html.isPresent()) {
            Findings found = Findings.of(
                    run.k(),
                    recorder.asked(),
                    recorder.hits(),
                    BOOTSTRAP,
                    segment -> err.println("Resampling: " + segment));
            String page = EvaluationPage.of(report, found, BOOTSTRAP);
            WholeFile.write(html.get(), page.getBytes(StandardCharsets.UTF_8));
            err.println("Page: " + html.get());
        }
        out.println(json ? report.json() : report.text());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** What is told of the data: the SHA-256 of each file, by what it is. */
    private SortedMap<String, String> data() throws IOException {
        SortedMap<String, String> data = CodeHash.data(train, valid, features);
        data.put("test", CodeHash.sha256(test));
        if (creators.isPresent()) {
            data.put("creators", CodeHash.sha256(creators.get()));
        }
        return data;
    }
}
