package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.file.Gate;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.Rollout;
import io.wetoken.recommender.file.TrainedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The model of a closed day, for serving. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "train-model",
        mixinStandardHelpOptions = true,
        description = {
            "Checks whether the day is fit for it; one that is not is refused with exit status 1, naming what was found and allowed.",
            "Learns from the closed days of the archive up to a day, with Spark, and makes the result the current model of a directory.",
            "Before that the last day is held out, and the model compared on it with popularity and with the current model. One that finds less than",
            "that is kept, but does not take its place: exit status 1. Prints the version."
        })
public final class TrainModel implements Callable<Integer> {
    private static final String BY = "reco train";

    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "The run's configuration, as for ./we reco evaluate: the model, k, seed and parameters; options win.",
                "A file with archive.dir is the settings of the stack; default: we.properties in its directory."
            })
    private List<Path> configs = List.of();

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "The last day to learn from, a closed UTC date such as 2026-11-21.")
    private String date;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The directory of models: VERSION.model, and the name of the current version.")
    private Path out;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = ModelNames.class,
            description = {
                "What to rank with: ${COMPLETION-CANDIDATES}; default: default.",
                "Feeds cannot be made by als, ials, popularity and trending: such a model is only added."
            })
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Of what begins with chance (als, ials; default, graphfilter), and of what is held out; default: 1.")
    private Optional<Long> seed = Optional.empty();

    @Mixin
    private SparkMaster master = new SparkMaster();

    @Option(
            names = "--allow",
            paramLabel = "CHECK",
            arity = "1..*",
            description = "Learn from the day though it fails these checks (./we reco check names them).")
    private List<String> allow = List.of();

    @Option(names = "--because", paramLabel = "TEXT", defaultValue = "", description = "Why; kept with the model.")
    private String because;

    @Option(names = "--no-promote", description = "Only add the version; ./we model promote may make it current.")
    private boolean addOnly;

    @Option(
            names = "--json",
            description = "Print one JSON object, with the figures of the held-out day, instead of the version.")
    private boolean json;

    private TrainModel(InstantSource clock) {
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(commandLine(InstantSource.system()).execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine(InstantSource clock) {
        return Failures.toldBy("train-model", new CommandLine(new TrainModel(clock)));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Epoch epoch = Epoch.parse(date);
        PrintWriter err = spec.commandLine().getErr();
        LearningRules rules = LearningRules.reference();
        TrainingFiles files = TrainingFiles.of(configs);
        RunConfig run = RunConfig.training(rules)
                .with(files.run())
                .with(model.map(List::of).orElse(List.of()), Optional.empty(), seed);
        ModelTraining training =
                new ModelTraining(files.archive(), rules, run, new Allowed(allow, because), master.url(), err);
        ModelStore store = new ModelStore(out);
        Optional<TrainedModel> current = current(store, err);
        ModelTraining.Trained trained = training.run(epoch, current);
        if (current.flatMap(TrainedModel::ranker).isPresent()) {
            err.println(
                    "The current model's ranker does not come along; ./we reco rank --date " + epoch + " learns one");
        }
        String version = store.add(epoch.toString(), trained.model());
        Rollout.Outcome outcome = addOnly
                ? new Rollout.Outcome(false, version + " is added to " + out + "; ./we model promote makes it current")
                : new Rollout(out)
                        .promote(
                                version,
                                new Gate(rules.tolerance()),
                                trained.current(),
                                false,
                                new Rollout.Said(clock.instant(), BY, ""));
        err.println(outcome.told());
        PrintWriter results = spec.commandLine().getOut();
        results.println(json ? json(version, outcome.done(), trained) : version);
        results.flush();
        return outcome.done() || addOnly ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** A damaged one is no measure. */
    private static Optional<TrainedModel> current(ModelStore store, PrintWriter err) throws IOException {
        Optional<String> version = store.current();
        if (version.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.open(version.get()));
        } catch (IOException e) {
            err.println("The current model is not measured: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String json(String version, boolean current, ModelTraining.Trained trained) {
        ObjectNode object =
                new ObjectMapper().createObjectNode().put("version", version).put("current", current);
        trained.model().card().metrics().forEach(object.putObject("metrics")::put);
        trained.current()
                .ifPresent(before -> object.putObject("before")
                        .put("recall", before.recall())
                        .put("ndcg", before.ndcg()));
        return object.toString();
    }
}
