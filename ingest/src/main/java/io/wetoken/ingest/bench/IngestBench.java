package io.wetoken.ingest.bench;

import io.wetoken.behaviour.bench.Result;
import io.wetoken.ingest.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench ingest}. After a warm-up: as fast as batches are answered, for the throughput; then at a fixed rate, for the times; then everything is read
 * back; then a bare producer sends the same records. Broker, collector and load share the machine.
 */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the collector beside a bare Kafka producer of the same bytes, and counts what is lost.")
public final class IngestBench implements Callable<Integer> {
    private static final int PARTITIONS = 2;
    private static final int LINES = 20_000;
    /** Enough that at twice the rate of the open loop nobody waits for a connection while answers come within a tenth of a second. */
    private static final int OPEN_CONNECTIONS = 64;

    @Option(names = "--kafka", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String kafka;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            paramLabel = "S",
            description = "How long each of the two measurements takes, 1 to 3600; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--events",
            defaultValue = "100000000",
            paramLabel = "N",
            description = "Ends the first measurement earlier, after so many events; at least " + Batches.EVENTS + ".")
    private long events;

    @Option(
            names = "--rate",
            defaultValue = "20000",
            paramLabel = "N",
            description = "Events a second of the second measurement; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--connections",
            defaultValue = "16",
            paramLabel = "N",
            description = "Of the first measurement, 1 to 1000; default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new IngestBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            check("--seconds", seconds, 1, 3_600);
            check("--events", events, Batches.EVENTS, Long.MAX_VALUE);
            check("--rate", rate, Batches.EVENTS, 10_000_000);
            check("--connections", connections, 1, 1_000);
            Path dir = Files.createTempDirectory("bench-ingest-");
            try {
                return measure(dir);
            } finally {
                delete(dir);
            }
        } catch (IllegalArgumentException e) {
            return fail(2, e);
        } catch (IOException | KafkaException e) {
            return fail(1, e);
        }
    }

    private int measure(Path dir) throws IOException, InterruptedException {
        Result result = new Result(
                "ingest",
                "./we bench ingest --seconds " + seconds + " --events " + events + " --rate " + rate + " --connections "
                        + connections);
        List<String> lines =
                RealisticLines.live(LINES, LocalDate.now(ZoneOffset.UTC).minusDays(1), 1);
        KafkaSettings settings = new KafkaSettings(kafka, PARTITIONS, Duration.ofSeconds(30), 32 << 20);
        try (CollectorChild collector = new CollectorChild(dir, kafka, PARTITIONS)) {
            Batches batches = new Batches(lines, "127.0.0.1:" + collector.port(), System.currentTimeMillis());
            Load load = new Load(batches, collector.port(), connections);
            long most = events / Batches.EVENTS;
            Duration during = Duration.ofSeconds(seconds);
            say("Warming up");
            Load.Outcome before = load.saturate(most, during.dividedBy(2));
            say("As fast as batches are answered");
            Duration cpuBefore = collector.cpu();
            Load.Outcome fast = load.saturate(most, during);
            Duration cpu = collector.cpu().minus(cpuBefore);
            say("At " + rate + " events a second");
            Load open = load.over(OPEN_CONNECTIONS);
            Load.Outcome steady = open.steady(rate, during);
            say("Reading back");
            BitSet accepted = new BitSet();
            for (Load.Outcome each : List.of(before, fast, steady)) {
                accepted.or(each.accepted());
            }
            ReadBack back = ReadBack.of(settings, batches, accepted);
            say("The bare producer");
            double bare = new BareProducer(settings).recordsPerSecond(back.sample(), Math.max(fast.events(), 1));

            result.figure("eventsPerSecond", fast.eventsPerSecond())
                    .figure("p50Millis", steady.times().millis(.5))
                    .figure("p99Millis", steady.times().millis(.99))
                    .figure("maxMillis", steady.times().millis(1))
                    .figure("p99MillisSentLate", steady.lateness().millis(.99))
                    .figure("offeredPerSecond", (long) rate)
                    .figure("acceptedPerSecond", steady.eventsPerSecond())
                    .figure("p99MillisAtFullSpeed", fast.times().millis(.99))
                    .figure("accepted", (long) accepted.cardinality() * Batches.EVENTS)
                    .figure("lost", back.lost())
                    .figure("repeated", back.repeated())
                    .figure("unpromised", back.unpromised())
                    .figure("batchesRefused", before.refused() + fast.refused() + steady.refused())
                    .figure("batchesBroken", before.broken() + fast.broken() + steady.broken())
                    .figure("cpuMicrosPerEvent", cpu.toNanos() / 1e3 / Math.max(fast.events(), 1))
                    .figure("peakMemoryMb", collector.peakMb())
                    .figure("bytesPerEvent", (long)
                            lines.stream().mapToInt(String::length).average().orElse(0));
            result.baseline(
                            "what",
                            "one bare Kafka producer of the same records, acks=all, same linger and compression")
                    .baseline("eventsPerSecond", bare);
            result.ratio("eventsPerSecond", fast.eventsPerSecond() / bare);
            print(result);
            for (Load.Outcome each : List.of(before, fast, steady)) {
                if (!each.firstProblem().isEmpty()) {
                    say("A batch was not accepted: " + each.firstProblem());
                }
            }
            if (back.lost() > 0) {
                say(back.lost() + " events were accepted and are not in the topic");
            }
            return back.lost() == 0 && accepted.cardinality() > 0 ? 0 : 1;
        }
    }

    private void print(Result result) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.of(result.map()) : result.text());
        out.flush();
    }

    static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", is " + value);
        }
    }

    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private int fail(int status, Exception e) {
        say("bench ingest: " + e.getMessage());
        return status;
    }
}
