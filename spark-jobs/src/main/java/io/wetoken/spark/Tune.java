package io.wetoken.spark;

import io.wetoken.recommender.Panel;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.FeatureFile;
import io.wetoken.recommender.evaluate.Figures;
import io.wetoken.recommender.evaluate.TuningSplit;
import io.wetoken.recommender.tune.Halving;
import io.wetoken.recommender.tune.Space;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./we reco tune}. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco tune",
        mixinStandardHelpOptions = true,
        description = {
            "Searches settings: draws them at random from a space, tries them on a share of the people, and the best on more, until the best of all had everybody.",
            "Judged by a tenth of everybody's items, held out of train, or by --valid; a test file is never read. Started again, it goes on where it stopped."
        },
        footer = {
            "",
            "A space is a file with a line a key: 'walk.alpha=0.3 to 1.2', 'als.lambda=0.001 to 1 log' (evenly in the logarithm), 'graph.rank=64, 128, 256'.",
            "Bounds without a decimal point draw whole numbers. ./we reco config prints the keys.",
            "Leaves in DIR: best.properties for --config, tune.html with plots, and every finished trial."
        })
public final class Tune implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--train", required = true, paramLabel = "F", description = "What models learn from.")
    private Path train;

    @Option(names = "--valid", paramLabel = "F", description = "What they should find; default: a tenth of train.")
    private Optional<Path> valid = Optional.empty();

    @Option(
            names = "--features",
            paramLabel = "F",
            arity = "1..*",
            description = "Item features, as for ./we reco evaluate.")
    private List<Path> features = List.of();

    @Option(names = "--space", required = true, paramLabel = "FILE", description = "What is drawn of which settings.")
    private Path space;

    @Option(names = "--config", paramLabel = "FILE", description = "All other settings, as for ./we reco evaluate.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "Whose; default: the one that the files name.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--trials", required = true, paramLabel = "N", description = "How many are drawn.")
    private int trials;

    @Option(
            names = "--eta",
            paramLabel = "N",
            defaultValue = "3",
            description = "One in so many goes on, with so many times the people; default: ${DEFAULT-VALUE}.")
    private int eta;

    @Option(
            names = "--least",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Of the people, where trials begin, at least; default: ${DEFAULT-VALUE}.")
    private double least;

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            defaultValue = "ndcg",
            description = "recall, ndcg, coverage or novelty; default: ${DEFAULT-VALUE}.")
    private String by;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of what is drawn, learnt by chance and held out; default: 1.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the search is kept.")
    private Path out;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "For the records of those that had everybody, for ./we reco compare; default: runs in --out.")
    private Optional<Path> record = Optional.empty();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Mixin
    private SparkMaster master = new SparkMaster();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco tune", new CommandLine(new Tune()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ToDoubleFunction<Figures> metric = Registry.metric(by);
        Halving halving = new Halving(trials, eta, least);
        RunConfig base =
                RunConfig.reference().with(config).with(model.map(List::of).orElse(List.of()), Optional.empty(), seed);
        Space drawn = Space.of(RunConfig.read(space));
        List<RunConfig> configs = configs(base, drawn);
        PrintWriter err = spec.commandLine().getErr();
        TuningSplit split = TuningSplit.read(train, valid, base.seed());
        split.notes().forEach(err::println);
        List<Panel> kinds = FeatureFile.read(features, split.ids(), err::println);
        SortedMap<String, String> data = CodeHash.data(train, valid, features);
        if (plan(base, data).begin(out)) {
            err.println("This search was begun before in " + out + " and goes on");
        }
        Tuning tuning = new Tuning(
                split,
                kinds,
                configs,
                halving,
                metric,
                data,
                out.resolve("trials"),
                record.orElse(out.resolve("runs")),
                err);
        Tuning.Found found = tuning.run(master.url());
        TuneReport report = new TuneReport(by, base.k(), found, drawn, record.orElse(out.resolve("runs")), out);
        WholeFile.write(
                report.config(),
                configs.get(found.best().number()).file(report.why()).getBytes(StandardCharsets.UTF_8));
        WholeFile.write(report.page(), TunePage.of(report).getBytes(StandardCharsets.UTF_8));
        PrintWriter told = spec.commandLine().getOut();
        told.println(json ? report.json() : report.text());
        told.flush();
        return CommandLine.ExitCode.OK;
    }

    /** All are checked before any is run. */
    private List<RunConfig> configs(RunConfig base, Space drawn) {
        List<RunConfig> configs = new ArrayList<>();
        for (int trial = 0; trial <= trials; trial++) {
            RunConfig one = trial == 0 ? base : base.with(space.toString(), drawn.draw(base.seed(), trial));
            // As it was, it may name several models where the space names one.
            if (trial > 0 || !drawn.ranges().containsKey("models")) {
                one.only("reco tune");
            }
            configs.add(one);
        }
        if (base.models().size() > 1) {
            String first = configs.get(1).values().get("models");
            configs.set(0, base.with(space.toString(), Map.of("models", first)));
        }
        return configs;
    }

    private TuningPlan plan(RunConfig base, SortedMap<String, String> data) throws IOException {
        SortedMap<String, String> values = new TreeMap<>();
        data.forEach((file, hash) -> values.put("sha256 of " + file, hash));
        values.putAll(base.values());
        RunConfig.read(space).all().forEach((key, range) -> values.put("space of " + key, range));
        values.put("--trials", Integer.toString(trials));
        values.put("--eta", Integer.toString(eta));
        values.put("--least", Double.toString(least));
        values.put("--by", by);
        values.put("code", CodeHash.of(Evaluator.class, Tune.class));
        return new TuningPlan(values);
    }
}
