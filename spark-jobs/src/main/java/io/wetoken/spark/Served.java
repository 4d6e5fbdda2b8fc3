package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.behaviour.files.WholeDirectory;
import io.wetoken.spark.core.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import scala.Tuple2;

/** {@code ./we reco served}. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco served",
        mixinStandardHelpOptions = true,
        description = "What feeds showed on a closed day and what came of it, by what put it there.",
        footer = {
            "",
            "Pages come from the topic feed.served, acts from the archive: of the day, and of the next one where it is closed.",
            "--out DIR writes log.csv and items.csv for ./we reco policy, of what was seen at the places of one policy."
        })
public final class Served implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings: archive.dir, kafka.bootstrap.")
    private Path config;

    @Option(names = "--date", required = true, paramLabel = "D", description = "A closed UTC date such as 2026-11-21.")
    private String date;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the log is written; one that is there must be the same.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "explore",
            description = "Whose places are written; default: ${DEFAULT-VALUE}, which are drawn by chance.")
    private String policy;

    @Mixin
    private SparkMaster master = new SparkMaster();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco served", new CommandLine(new Served()));
    }

    @Override
    public Integer call() throws IOException {
        Epoch day = Epoch.parse(date);
        LogSettings settings = LogSettings.load(config);
        ClosedDays closed = ClosedDays.of(settings.archive());
        closed.require(day);
        PrintWriter err = spec.commandLine().getErr();
        err.println("Reading the pages of " + day + " at " + settings.kafka());
        try (Scratch scratch = Scratch.create();
                SparkSession session = master.start("served", scratch)) {
            SiteLog<ServedPage> served = SiteLog.pages(session, settings.kafka(), day, day);
            long pages = served.records().count();
            err.println(pages + " pages, " + served.told());
            JavaRDD<Shown> places = ShownPlaces.of(session, served.records(), closed, day, day);
            Map<String, Counts> counts =
                    new TreeMap<>(places.mapToPair(place -> new Tuple2<>(place.policy(), Counts.of(place.outcome())))
                            .reduceByKey(Counts::plus)
                            .collectAsMap());
            if (out.isPresent()) {
                write(out.get(), places, err);
            }
            PrintWriter results = spec.commandLine().getOut();
            results.println(json ? json(pages, served, counts) : text(counts));
            results.flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private void write(Path directory, JavaRDD<Shown> places, PrintWriter err) throws IOException {
        List<Shown> seen = places.filter(new SeenOf(policy)).collect().stream()
                .sorted(Comparator.comparing(Shown::request).thenComparing(Shown::position))
                .toList();
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("Nothing that '" + policy + "' showed on " + date
                    + " was seen by somebody: there is no log to write");
        }
        boolean isNew = WholeDirectory.write(directory, to -> ImpressionFiles.write(to, seen));
        err.println(directory + (isNew ? " has " : " is there already, with the same ") + seen.size()
                + " impressions, for ./we reco policy --log " + directory.resolve(ImpressionFiles.LOG) + " --items "
                + directory.resolve(ImpressionFiles.ITEMS));
    }

    private static String text(Map<String, Counts> counts) {
        StringBuilder text = new StringBuilder(
                String.format("%-14s %10s %10s %10s %10s", "policy", "shown", "seen", "taken", "of seen"));
        counts.forEach((name, of) -> text.append(String.format(
                Locale.ROOT, "%n%-14s %10d %10d %10d %10.4f", name, of.shown(), of.seen(), of.taken(), of.rate())));
        return text.toString();
    }

    private static String json(long pages, SiteLog<ServedPage> served, Map<String, Counts> counts) {
        ObjectNode object = new ObjectMapper()
                .createObjectNode()
                .put("pages", pages)
                .put("damaged", served.damaged())
                .put("erased", served.erased());
        ObjectNode policies = object.putObject("policies");
        counts.forEach((name, of) -> policies.putObject(name)
                .put("shown", of.shown())
                .put("seen", of.seen())
                .put("taken", of.taken()));
        return object.toString();
    }

    /** What was seen under one policy. */
    private record SeenOf(String policy) implements org.apache.spark.api.java.function.Function<Shown, Boolean> {
        @Override
        public Boolean call(Shown place) {
            return place.policy().equals(policy) && place.outcome().seen();
        }
    }
}
