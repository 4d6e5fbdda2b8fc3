package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.TrainedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The model of a closed day, for serving. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "train-model",
        mixinStandardHelpOptions = true,
        description = {
            "Learns from the closed days of the archive up to a day, with Spark, and makes the result the current model of a directory.",
            "Before that the last day is held out, and the model compared with popularity on it. Prints the version."
        })
public final class TrainModel implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings: archive.dir.")
    private Path config;

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
            defaultValue = "default",
            description = "What to rank with: default, rp3beta, als, popularity, trending; default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of what learns by chance (als); default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "",
            description = "Spark's master; default: what spark-submit says, else local[*].")
    private String master;

    @Option(
            names = "--json",
            description = "Print one JSON object, with the figures of the held-out day, instead of the version.")
    private boolean json;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("train-model", new CommandLine(new TrainModel()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Epoch epoch = Epoch.parse(date);
        PrintWriter err = spec.commandLine().getErr();
        ModelTraining training =
                new ModelTraining(archive(config), Models.named(model), LearningRules.reference(), seed, master, err);
        ModelStore store = new ModelStore(out);
        TrainedModel trained = training.run(epoch);
        String version = store.add(epoch.toString(), trained);
        store.use(version);
        err.println(version + " is the current model of " + out);
        PrintWriter results = spec.commandLine().getOut();
        results.println(json ? json(version, trained) : version);
        results.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String json(String version, TrainedModel trained) {
        ObjectNode object = new ObjectMapper().createObjectNode().put("version", version);
        trained.card().metrics().forEach(object.putObject("metrics")::put);
        return object.toString();
    }

    private static String archive(Path file) {
        try {
            Settings settings = Settings.load(file);
            String archive = settings.text("archive.dir");
            settings.check();
            return archive;
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the settings in " + file + ": " + e.getMessage(), e);
        }
    }
}
