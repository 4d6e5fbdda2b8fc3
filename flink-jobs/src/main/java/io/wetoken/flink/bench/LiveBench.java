package io.wetoken.flink.bench;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench live}. Events happen at a steady rate; some are probes whose rows a reader of the store asks for over and over. A time runs from the moment at
 * which the event was due, so a late sender is counted too, until a read that tells of it has been answered. The same records, at the same rate, first
 * go through a bare consumer.
 */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures how long it takes from an event until the live figures tell of it, beside a bare consumer that puts a row for each record.")
public final class LiveBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BARE_TOPIC = "bench.live.bare";
    private static final int PARALLELISM = 2;
    private static final int CHECKPOINT_MS = 2_000;
    private static final int HEAP_MB = 768;
    private static final int PROBES_PER_SECOND = 20;
    private static final long TICK_NANOS = 20_000_000;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration REST_LIMIT = Duration.ofMinutes(1);

    @Option(names = "--kafka", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String kafka;

    @Option(names = "--zookeeper", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(names = "--collector", hidden = true, paramLabel = "URL", description = "Without it events go to Kafka.")
    private String collector;

    @Option(
            names = "--rate",
            defaultValue = "500",
            paramLabel = "N",
            description = "Events a second, 20 to 20000; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            paramLabel = "N",
            description = "That are measured, 1 to 3600; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm",
            defaultValue = "40",
            paramLabel = "N",
            description = "Seconds before, at the same rate, 0 to 600; default: ${DEFAULT-VALUE}.")
    private int warm;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new LiveBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        return Bench.run("live", this::say, dir -> {
            Bench.check("--rate", rate, PROBES_PER_SECOND, 20_000);
            Bench.check("--seconds", seconds, 1, 3_600);
            Bench.check("--warm", warm, 0, 600);
            return measure(dir);
        });
    }

    private int measure(Path dir) throws IOException, InterruptedException {
        String machine = Result.machine();
        RawTopic topics = new RawTopic(kafka);
        if (collector == null) {
            topics.create(PARALLELISM);
        }
        topics.create(BARE_TOPIC, PARALLELISM);
        ObjectNode result = JSON.createObjectNode().put("name", "live");
        ObjectNode figures = result.putObject("figures");
        ObjectNode baseline = result.putObject("baseline")
                .put("what", "a bare consumer of the same records that puts a row for each and does nothing else");
        boolean sound;
        try (Store store = Stores.hbase(zookeeper)) {
            say("The bare path, " + (warm + seconds) + " s");
            sound = bare(store, baseline);
            say("The streaming job, " + (warm + seconds) + " s");
            sound &= streaming(dir, store, figures);
        }
        ObjectNode ratio = result.putObject("ratio");
        for (String percentile : List.of("p50Millis", "p95Millis", "p99Millis")) {
            double ours = figures.path(percentile).asDouble();
            ratio.put(
                    percentile,
                    Math.round(10 * ours / Math.max(1, baseline.path(percentile).asDouble())) / 10.0);
        }
        result.put("machine", machine);
        result.put("command", "./we bench live --rate " + rate + " --seconds " + seconds + " --warm " + warm);
        print(result);
        return sound ? 0 : 1;
    }

    private boolean bare(Store store, ObjectNode to) throws IOException, InterruptedException {
        try (BarePath path = new BarePath(kafka, BARE_TOPIC, store);
                Door door = new KafkaDoor(kafka, BARE_TOPIC)) {
            Watched watched = new Watched(store, List.of(Watched.Figure.CONTENT));
            Sent sent = send("bare", door, watched, path::check);
            return tell(sent, watched, to);
        }
    }

    private boolean streaming(Path dir, Store store, ObjectNode to) throws IOException, InterruptedException {
        JobChild.Settings settings = new JobChild.Settings(kafka, zookeeper, PARALLELISM, CHECKPOINT_MS, HEAP_MB);
        try (JobChild job = new JobChild(dir, "stream", "io.wetoken.flink.StreamJob", "--config", settings);
                Door door = collector == null ? new KafkaDoor(kafka, Topics.RAW) : new CollectorDoor(collector)) {
            job.running(START_LIMIT);
            Watched watched = new Watched(store, List.of(Watched.Figure.values()));
            Sent sent = send("live", door, watched, job::mustRun);
            boolean sound = tell(sent, watched, to);
            if (sound) {
                for (Watched.Figure figure : Watched.Figure.values()) {
                    watched.of(figure).into(to.putObject(figure.title()));
                }
            }
            new Latencies(measured(door.answers())).into(to.putObject("answer"));
            long counted = watched.counted(sent.events(), REST_LIMIT);
            to.put("from", collector == null ? "due to be sent to Kafka" : "due to be sent to the collector")
                    .put("to", "a read of the store that tells of it was answered")
                    .put("countedEvents", counted);
            if (counted != sent.events()) {
                say("The day has counted " + counted + " of " + sent.events() + " events");
                return false;
            }
            return sound;
        }
    }

    /** Without those while everything warmed up. */
    private long[] measured(long[] inTheirOrder) {
        return Arrays.copyOfRange(
                inTheirOrder, (int) ((long) inTheirOrder.length * warm / (warm + seconds)), inTheirOrder.length);
    }

    /** @param lateMillis of the slowest tick of a hundred */
    private record Sent(long events, long lateMillis, int lost) {}

    /** What must hold while events are sent. */
    @FunctionalInterface
    private interface Check {
        void run() throws IOException;
    }

    /** Sends at the rate, on a thread of its own, while this one looks. */
    private Sent send(String name, Door door, Watched watched, Check check) throws IOException, InterruptedException {
        long events = (long) rate * (warm + seconds);
        AtomicReference<IOException> failure = new AtomicReference<>();
        List<Long> late = new ArrayList<>();
        Thread sender = new Thread(
                () -> {
                    try {
                        pace(new LiveLoad(name, events, rate / PROBES_PER_SECOND), events, door, watched, late);
                        door.finish();
                    } catch (IOException e) {
                        failure.set(e);
                    }
                },
                "sender");
        sender.setDaemon(true);
        sender.start();
        while (sender.isAlive()) {
            watched.look();
            check.run();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        int lost = watched.rest(REST_LIMIT);
        check.run();
        return new Sent(
                events,
                new Latencies(measured(late.stream().mapToLong(Long::longValue).toArray())).percentile(99),
                lost);
    }

    private void pace(LiveLoad load, long events, Door door, Watched watched, List<Long> late) throws IOException {
        long start = System.nanoTime();
        long made = 0;
        while (made < events) {
            long tick = start + late.size() * TICK_NANOS;
            while (System.nanoTime() < tick) {
                java.util.concurrent.locks.LockSupport.parkNanos(tick - System.nanoTime());
            }
            late.add((System.nanoTime() - tick) / 1_000_000);
            long due = Math.min(events, late.size() * TICK_NANOS * rate / 1_000_000_000L);
            List<BehaviourEvent> batch = new ArrayList<>();
            for (; made < due; made++) {
                LiveLoad.Made next = load.next(System.currentTimeMillis());
                batch.add(next.event());
                if (next.probe() != null) {
                    watched.expect(next.probe(), tick, made + 1, made >= (long) rate * warm);
                }
            }
            if (!batch.isEmpty()) {
                door.send(batch);
            }
        }
    }

    private boolean tell(Sent sent, Watched watched, ObjectNode to) {
        if (sent.lost() > 0) {
            say(sent.lost() + " events had no effect within " + REST_LIMIT.toSeconds() + " s after the last");
        } else {
            watched.ofAll().into(to);
        }
        to.put("probes", watched.probes())
                .put("lost", sent.lost())
                .put("events", sent.events())
                .put("p99MillisSentLate", sent.lateMillis())
                .put("readMillis", Math.round(watched.readMillis() * 10) / 10.0);
        return sent.lost() == 0;
    }

    private void print(ObjectNode result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(result);
        } else {
            out.println("live");
            Bench.lines(out, "  ", result.path("figures"));
            out.println("baseline");
            Bench.lines(out, "  ", result.path("baseline"));
            out.println("ratio");
            Bench.lines(out, "  ", result.path("ratio"));
            out.println(result.path("machine").asText());
        }
        out.flush();
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }
}
