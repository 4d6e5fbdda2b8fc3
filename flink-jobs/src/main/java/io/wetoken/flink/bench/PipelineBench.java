package io.wetoken.flink.bench;

import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.KafkaException;
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
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final double THOUSANDTHS = 1_000.0;
    private static final int SLOWEST_PER_SECOND = 200;

    @Option(names = "--kafka", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String kafka;

    @Option(names = "--zookeeper", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(
            names = "--events",
            defaultValue = "500000",
            paramLabel = "N",
            description = "Records of the day, 1000 to 20000000; default: ${DEFAULT-VALUE}.")
    private long events;

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
        try {
            check("--events", events, 1_000, 20_000_000);
            check("--accounts", accounts, 1, 100_000_000);
            check("--heap", heapMb, 256, 1 << 20);
            check("--checkpoint", checkpointMs, 100, 3_600_000);
            Path dir = Files.createTempDirectory("bench-pipeline-");
            try {
                return measure(dir);
            } finally {
                delete(dir);
            }
        } catch (IllegalArgumentException e) {
            return fail(2, e);
        } catch (IOException | UncheckedIOException | KafkaException e) {
            return fail(1, e);
        }
    }

    private int measure(Path dir) throws IOException, InterruptedException {
        String machine = machine();
        JobChild.Settings settings = new JobChild.Settings(kafka, zookeeper, PARALLELISM, checkpointMs, heapMb);
        say("Filling the topic with " + events + " records");
        RawTopic topic = new RawTopic(kafka);
        topic.create(PARALLELISM);
        RawTopic.Filled filled = topic.fill(new MadeUpDay(events, accounts));
        say("The job that only counts");
        double counting = counting(dir, settings);
        say("The streaming job");
        ObjectNode result = JSON.createObjectNode().put("name", "pipeline");
        ObjectNode figures = result.putObject("figures");
        boolean sound = streaming(dir, settings, filled, figures);
        double ours = figures.path("eventsPerSecond").asDouble();
        result.putObject("baseline")
                .put("what", "a job on the same engine and settings that reads the same topic and counts by account")
                .put("eventsPerSecond", rounded(counting));
        result.putObject("ratio").put("eventsPerSecond", rounded(ours / counting));
        result.put("machine", machine);
        result.put(
                "command",
                "./we bench pipeline --events " + events + " --accounts " + accounts + " --heap " + heapMb
                        + " --checkpoint " + checkpointMs);
        print(result);
        return sound ? 0 : 1;
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

    private boolean streaming(Path dir, JobChild.Settings settings, RawTopic.Filled filled, ObjectNode figures)
            throws IOException, InterruptedException {
        try (Store store = Stores.hbase(zookeeper);
                JobChild job = new JobChild(dir, "stream", "io.wetoken.flink.StreamJob", "--config", settings)) {
            String id = job.running(START_LIMIT);
            Duration cpuBefore = job.cpu();
            Counted half = awaitFigures(store, job);
            long end = System.currentTimeMillis();
            Duration cpu = job.cpu().minus(cpuBefore);
            long start =
                    job.rest("/jobs/" + id).path("timestamps").path("RUNNING").asLong();
            say("Waiting for the checkpoint that finishes the archive");
            ArchivedIds archive = new ArchivedIds(dir.resolve("stream/archive"));
            long deadline = System.nanoTime() + limit().toNanos();
            while (archive.rows(MadeUpDay.DAY) < events && System.nanoTime() < deadline) {
                job.mustRun();
                TimeUnit.MILLISECONDS.sleep(500);
            }
            JsonNode checkpoint =
                    job.rest("/jobs/" + id + "/checkpoints").path("latest").path("completed");
            JsonNode running = job.rest("/jobs/" + id);
            long judged = archive.judged(MadeUpDay.DAY);
            long distinct = archive.distinct(MadeUpDay.DAY);
            Map<String, Long> day = store.metrics().day(MadeUpDay.DAY);
            double seconds = (end - start) / 1_000.0;
            figures.put("eventsPerSecond", rounded(events / seconds))
                    .put(
                            "eventsPerSecondOfSecondHalf",
                            rounded((events - half.records()) * 1_000.0 / Math.max(1, end - half.at())))
                    .put("seconds", rounded(seconds))
                    .put("events", events)
                    .put("distinctIds", filled.distinct())
                    .put("archivedRows", judged)
                    .put("archivedDistinctIds", distinct)
                    .put("archivedDuplicates", archive.rows(MadeUpDay.DAY) - judged)
                    .put("suspect", day.getOrDefault("eventsSuspect", 0L))
                    .put("activeAccounts", filled.active())
                    .put("stateBytes", checkpoint.path("state_size").asLong())
                    .put("stateBytesPerAccount", checkpoint.path("state_size").asLong() / filled.active())
                    .put(
                            "checkpointMillis",
                            checkpoint.path("end_to_end_duration").asLong())
                    .put("heapBytesPerAccount", job.liveBytes() / filled.active())
                    .put("cpuMicrosPerEvent", rounded(cpu.toNanos() / 1e3 / events))
                    .put("peakMemoryMb", job.peakMb());
            busy(running, figures.putObject("busySeconds"));
            kept(
                    running,
                    job.rest("/jobs/" + id + "/checkpoints/details/"
                            + checkpoint.path("id").asText()),
                    filled.active(),
                    figures.putObject("stateBytesPerAccountOf"));
            boolean sound = judged == filled.distinct()
                    && distinct == filled.distinct()
                    && archive.rows(MadeUpDay.DAY) == events;
            if (!sound) {
                say("The archive has " + judged + " judged rows of " + distinct + " ids, and should have "
                        + filled.distinct());
            }
            return sound;
        }
    }

    /** How many records had been counted at a moment. */
    private record Counted(long records, long at) {}

    /** @return what was counted when it was first half of all or more: from then on the job is warm */
    private Counted awaitFigures(Store store, JobChild job) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit().toNanos();
        Counted half = null;
        for (long now = counted(store); now < events; now = counted(store)) {
            if (half == null && now >= events / 2) {
                half = new Counted(now, System.currentTimeMillis());
            }
            job.mustRun();
            if (System.nanoTime() > deadline) {
                throw new IOException("After " + limit().toSeconds() + " s the figures have counted " + now + " of "
                        + events + " records");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return half == null ? new Counted(0, System.currentTimeMillis()) : half;
    }

    private static long counted(Store store) {
        Map<String, Long> day = store.metrics().day(MadeUpDay.DAY);
        return Stream.of("eventsValid", "eventsSuspect", "eventsDuplicate")
                .mapToLong(figure -> day.getOrDefault(figure, 0L))
                .sum();
    }

    /** Of each task, all its subtasks together; the longest first. Time without a processor counts as busy. */
    private static void busy(JsonNode job, ObjectNode to) {
        Map<String, Double> tasks = new java.util.HashMap<>();
        for (JsonNode vertex : job.path("vertices")) {
            tasks.put(
                    vertex.path("name").asText(),
                    vertex.path("metrics").path("accumulated-busy-time").asDouble() / 1_000.0);
        }
        tasks.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(task -> to.put(task.getKey(), rounded(task.getValue())));
    }

    /** Of each task that keeps anything, for an active account; the largest first. */
    private static void kept(JsonNode job, JsonNode checkpoint, int accounts, ObjectNode to) {
        Map<String, Long> tasks = new java.util.HashMap<>();
        for (JsonNode vertex : job.path("vertices")) {
            long bytes = checkpoint
                    .path("tasks")
                    .path(vertex.path("id").asText())
                    .path("state_size")
                    .asLong();
            tasks.put(vertex.path("name").asText(), bytes / accounts);
        }
        tasks.entrySet().stream()
                .filter(task -> task.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(task -> to.put(task.getKey(), task.getValue()));
    }

    private Duration limit() {
        return Duration.ofSeconds(120 + events / SLOWEST_PER_SECOND);
    }

    private void print(ObjectNode result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result);
        } else {
            out.println("pipeline");
            lines(out, result.path("figures"));
            out.println("baseline");
            lines(out, result.path("baseline"));
            out.printf(
                    "  ratio %s%n%s%n",
                    result.at("/ratio/eventsPerSecond"), result.path("machine").asText());
        }
        out.flush();
    }

    private static void lines(PrintWriter out, JsonNode figures) {
        for (Map.Entry<String, JsonNode> figure : figures.properties()) {
            if (figure.getValue().isObject()) {
                out.println("  " + figure.getKey());
                figure.getValue()
                        .properties()
                        .forEach(task -> out.printf(Locale.ROOT, "    %8s  %s%n", task.getValue(), task.getKey()));
            } else {
                out.printf(
                        Locale.ROOT,
                        "  %-22s %s%n",
                        figure.getKey(),
                        figure.getValue().asText());
            }
        }
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s %s, Java %s, load before %.2f",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", is " + value);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private int fail(int status, Exception e) {
        say("bench pipeline: " + e.getMessage());
        return status;
    }
}
