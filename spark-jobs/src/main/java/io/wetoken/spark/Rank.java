package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.Gate;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.Rollout;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.spark.learn.LogisticRanker.Parameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./we reco rank}. Exit status: 0 done, 1 the ranker was refused or the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco rank",
        mixinStandardHelpOptions = true,
        description = {
            "Learns from what feeds showed and what came of it to order candidates, and adds a version of a model that has it.",
            "Before that the last day is held out: a ranker that is not surely as good there as the candidates' own order is not written, exit status 1."
        })
public final class Rank implements Callable<Integer> {
    private static final int MOST_PLACES = 500_000;
    private static final long SEED = 1;

    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelDirectory models = new ModelDirectory();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings: archive.dir, kafka.bootstrap.")
    private Path config;

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "The last day to learn from, a closed UTC date such as 2026-11-21.")
    private String date;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many days of pages, the last one included; default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--of",
            paramLabel = "VERSION",
            description = "The model that gets the ranker; default: the current one.")
    private Optional<String> base = Optional.empty();

    @Mixin
    private SparkMaster master = new SparkMaster();

    @Option(names = "--no-promote", description = "Only add the version; ./we model promote may make it current.")
    private boolean addOnly;

    @Option(names = "--json", description = "Print one JSON object with the figures instead of the version.")
    private boolean json;

    private Rank(InstantSource clock) {
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(commandLine(InstantSource.system()).execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine(InstantSource clock) {
        return Failures.toldBy("reco rank", new CommandLine(new Rank(clock)));
    }

    @Override
    public Integer call() throws IOException {
        Epoch last = Epoch.parse(date);
        if (days < 2) {
            throw new IllegalArgumentException("--days is " + days + ": one day is held out, so two are needed");
        }
        LogSettings settings = LogSettings.load(config);
        ModelStore store = new ModelStore(models.path());
        String name = base.or(() -> current(store))
                .orElseThrow(() -> new IllegalArgumentException("There is no current model in " + models.path()
                        + "; train one first: ./we reco train --date " + last));
        TrainedModel model = store.open(name);
        PrintWriter err = spec.commandLine().getErr();
        RankTraining.Trained trained = train(settings, last, err);
        boolean passed = trained.figures().passed();
        if (!passed) {
            err.println("The ranker is not written, and " + name + " stays as it is");
            tell("", false, trained);
            return CommandLine.ExitCode.SOFTWARE;
        }
        TrainedModel ranked = model.with(trained.ranker(), card(model.card(), last, trained));
        String version = store.add(model.card().parameters().getOrDefault("days.last", last.toString()), ranked);
        Rollout.Outcome outcome = addOnly
                ? new Rollout.Outcome(false, version + " is added; ./we model promote makes it current")
                : new Rollout(models.path())
                        .promote(
                                version,
                                new Gate(LearningRules.reference().tolerance()),
                                Optional.empty(),
                                false,
                                new Rollout.Said(clock.instant(), "reco rank", ""));
        err.println(outcome.told());
        tell(version, outcome.done(), trained);
        return outcome.done() || addOnly ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private RankTraining.Trained train(LogSettings settings, Epoch last, PrintWriter err) throws IOException {
        ClosedDays closed = ClosedDays.of(settings.archive());
        closed.require(last);
        Epoch first = last.plusDays(1L - days);
        err.println("Reading the pages of " + first + " to " + last + " at " + settings.kafka());
        try (Scratch scratch = Scratch.create();
                SparkSession session = master.start("rank", scratch)) {
            SiteLog<ServedPage> served = SiteLog.pages(session, settings.kafka(), first, last);
            err.println(served.records().count() + " pages, " + served.told());
            return new RankTraining(Parameters.REFERENCE, MOST_PLACES, SEED, err)
                    .run(session, ShownPlaces.of(session, served.records(), closed, first, last), last);
        }
    }

    private static Optional<String> current(ModelStore store) {
        try {
            return store.current();
        } catch (IOException e) {
            throw new IllegalArgumentException("The current model cannot be read: " + e.getMessage(), e);
        }
    }

    /** The tables' card, and what the ranker was learnt from and found. */
    private Card card(Card tables, Epoch last, RankTraining.Trained trained) {
        SortedMap<String, String> parameters = new TreeMap<>(tables.parameters());
        parameters.put("ranker", Parameters.REFERENCE.toString());
        parameters.put("ranker.days", Integer.toString(days));
        parameters.put("ranker.last", last.toString());
        parameters.put("ranker.places", Integer.toString(trained.places()));
        parameters.put("ranker.data", trained.data());
        SortedMap<String, Double> metrics = new TreeMap<>(tables.metrics());
        metrics.putAll(trained.metrics());
        return new Card(tables.model(), tables.dataSha256(), tables.seed(), parameters, metrics);
    }

    private void tell(String version, boolean current, RankTraining.Trained trained) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = new ObjectMapper()
                    .createObjectNode()
                    .put("version", version)
                    .put("current", current);
            object.put("passed", trained.figures().passed());
            trained.metrics().forEach(object.putObject("metrics")::put);
            trained.ranker().weights().forEach(object.putObject("weights")::put);
            out.println(object);
        } else if (!version.isEmpty()) {
            out.println(version);
        }
        out.flush();
    }
}
