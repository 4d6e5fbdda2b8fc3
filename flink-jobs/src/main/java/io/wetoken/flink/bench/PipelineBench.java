package io.wetoken.flink.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench pipeline}. A day of records waits in Kafka; the counting job reads it, then the streaming job, each in a process of its own. The streaming job's
 * time ends when the day's figures in HBase have counted every record; then its archive must hold each distinct id once.
 */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the streaming job (guard, live figures, archive) beside a job that only counts by account, and counts its archive.")
public final class PipelineBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARALLELISM = 2;
    private static final int SLOWEST_PER_SECOND = 200;

    @Option(names = "--kafka", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String kafka;

    @Option(names = "--zookeeper", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(
            names = "--events",
            defaultValue = "500000",
            paramLabel = "N",
            description = "Records of a day, 1000 to 20000000; default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description =
                    "Figures when so many records are counted, ascending, as 500000,1000000,2000000,4000000; the last one is --events.")
    private List<Long> sizes = List.of();

    @Option(
            names = "--days",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "Days of as many records, one after the other; state and heap after each. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--accounts",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "From which those that act are drawn; default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(
            names = "--heap",
            defaultValue = "2048",
            paramLabel = "MB",
            description = "Most heap of either job; default: ${DEFAULT-VALUE}.")
    private int heapMb;

    @Option(
            names = "--checkpoint",
            defaultValue = "30000",
            paramLabel = "MS",
            description = "Between checkpoints; default: ${DEFAULT-VALUE}.")
    private int checkpointMs;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new PipelineBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        return Bench.run("pipeline", this::say, dir -> {
            checkSizes();
            Bench.check("--events", events, 1_000, 20_000_000);
            Bench.check("--days", days, 1, 100);
            Bench.check("--accounts", accounts, 1, 100_000_000);
            Bench.check("--heap", heapMb, 256, 1 << 20);
            Bench.check("--checkpoint", checkpointMs, 100, 3_600_000);
            return measure(dir);
        });
    }

    private int measure(Path dir) throws IOException, InterruptedException {
        String machine = Result.machine();
        JobChild.Settings settings = new JobChild.Settings(kafka, zookeeper, PARALLELISM, checkpointMs, heapMb);
        say("Filling the topic with " + events + " records");
        RawTopic topic = new RawTopic(kafka);
        topic.create(PARALLELISM);
        RawTopic.Filled filled = topic.fill(new MadeUpDay(MadeUpDay.DAY, events, accounts), sizes);
        say("The job that only counts");
        double counting = counting(dir, settings);
        say("The streaming job");
        ObjectNode result = JSON.createObjectNode().put("name", "pipeline");
        ObjectNode figures = result.putObject("figures");
        boolean sound;
        try (Store store = Stores.hbase(zookeeper);
                StreamRun run = new StreamRun(dir, settings, store, limit(), this::say)) {
            sound = run.first(filled, sizes, figures) && further(run, topic, figures);
        }
        double ours = figures.path("eventsPerSecond").asDouble();
        result.putObject("baseline")
                .put("what", "a job on the same engine and settings that reads the same topic and counts by account")
                .put("eventsPerSecond", rounded(counting));
        result.putObject("ratio").put("eventsPerSecond", rounded(ours / counting));
        result.put("machine", machine);
        result.put(
                "command",
                "./we bench pipeline --events " + events + asked() + " --accounts " + accounts + " --heap " + heapMb
                        + " --checkpoint " + checkpointMs);
        print(result);
        return sound ? 0 : 1;
    }

    private boolean further(StreamRun run, RawTopic topic, ObjectNode figures)
            throws IOException, InterruptedException {
        if (days == 1) {
            return true;
        }
        ArrayNode all = figures.putArray("days");
        run.day(MadeUpDay.DAY, all.addObject());
        boolean sound = true;
        for (int day = 1; day < days; day++) {
            Epoch date = MadeUpDay.DAY.plusDays(day);
            say("The records of " + date);
            RawTopic.Filled more = topic.fill(new MadeUpDay(date, events, accounts), List.of());
            sound &= run.next(date, more, all.addObject());
        }
        return sound;
    }

    private String asked() {
        String marks = sizes.isEmpty()
                ? ""
                : " --sizes "
                        + String.join(",", sizes.stream().map(String::valueOf).toList());
        return marks + (days == 1 ? "" : " --days " + days);
    }

    private void checkSizes() {
        for (int i = 0; i < sizes.size(); i++) {
            Bench.check("--sizes", sizes.get(i), i == 0 ? 1_000 : sizes.get(i - 1) + 1, 20_000_000);
        }
        if (!sizes.isEmpty()) {
            events = sizes.get(sizes.size() - 1);
        }
    }

    private Duration limit() {
        return Duration.ofSeconds(120 + events / SLOWEST_PER_SECOND);
    }

    private double counting(Path dir, JobChild.Settings settings) throws IOException, InterruptedException {
        try (JobChild job = new JobChild(dir, "count", CountJob.class.getName(), "", settings)) {
            String said = job.await(limit())
                    .lines()
                    .filter(line -> line.startsWith(CountJob.SAYS))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The counting job said nothing"));
            String[] words = said.substring(CountJob.SAYS.length()).split(" ", -1);
            if (Long.parseLong(words[0]) != events) {
                throw new IOException("The counting job counted " + words[0] + " of " + events + " records");
            }
            return events * 1_000.0 / Long.parseLong(words[1]);
        }
    }

    private void print(ObjectNode result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result);
        } else {
            out.println("pipeline");
            Bench.lines(out, "  ", result.path("figures"));
            out.println("baseline");
            Bench.lines(out, "  ", result.path("baseline"));
            out.printf(
                    "  ratio %s%n%s%n",
                    result.at("/ratio/eventsPerSecond"), result.path("machine").asText());
        }
        out.flush();
    }

    private static double rounded(double value) {
        return StreamRun.rounded(value);
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }
}
