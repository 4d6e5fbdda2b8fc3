package io.wetoken.ingest.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Body;
import io.wetoken.ingest.core.EpochGate;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Limits;
import io.wetoken.ingest.core.Quota;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench fuzz}. Damaged bodies go through the collector, most of them straight into its core, some over HTTP, before a log in memory. After each one,
 * what the sender was told must be what the log got, to the event. Same seed, same bodies.
 */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends damaged bodies through the collector and accounts for every one: accepted, rejected or refused.")
public final class FuzzBench implements Callable<Integer> {
    private static final LocalDate DAY = LocalDate.parse("2026-01-05");
    private static final InstantSource CLOCK = () -> Instant.parse("2026-01-05T23:59:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LINES = 2_000;
    private static final int TELL_EVERY = 100_000;
    private static final int LOOK_EVERY = 5_000;
    private static final int SHOWN_BYTES = 600;

    @Option(
            names = "--bodies",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "How many; default: ${DEFAULT-VALUE}.")
    private long bodies;

    @Option(
            names = "--http",
            paramLabel = "N",
            description = "How many more over HTTP; default: one for fifty of the others.")
    private Long overHttp;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private long peakHeap;

    public static void main(String[] args) {
        System.exit(new CommandLine(new FuzzBench()).execute(args));
    }

    @Override
    public Integer call() {
        long http = overHttp == null ? bodies / 50 : overHttp;
        try {
            IngestBench.check("--bodies", bodies, 0, 1_000_000_000);
            IngestBench.check("--http", http, 0, 1_000_000_000);
            return run(http);
        } catch (IllegalArgumentException e) {
            say("bench fuzz: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            say("bench fuzz: " + e);
            return 1;
        }
    }

    private int run(long http) throws IOException {
        Result result =
                new Result("fuzz", "./we bench fuzz --bodies " + bodies + " --http " + http + " --seed " + seed);
        List<String> lines = RealisticLines.recorded(LINES, DAY, 1);
        long start = System.nanoTime();
        boolean sound = throughTheCore(lines, result) && throughHttp(lines, http);
        double seconds = (System.nanoTime() - start) / 1e9;
        result.figure("bodiesOverHttp", http)
                .figure("seconds", seconds)
                .figure("bodiesPerSecond", (bodies + http) / seconds)
                .figure("peakHeapMb", peakHeap >> 20)
                .figure("maxHeapMb", Runtime.getRuntime().maxMemory() >> 20)
                .figure("failures", sound ? 0L : 1L);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.of(result.map()) : result.text());
        out.flush();
        return sound ? 0 : 1;
    }

    /** The first of the three days takes nothing any more. */
    private static EpochGate gate() {
        EpochGate gate = new EpochGate(CLOCK);
        gate.apply(Epoch.parse(DAY.minusDays(2).toString()), Mark.SEALED);
        return gate;
    }

    private boolean throughTheCore(List<String> lines, Result result) {
        EpochGate gate = gate();
        CountingLog log = new CountingLog(gate);
        Intake intake = new Intake(Limits.DEFAULT, gate, log, log, CLOCK, Runnable::run, PATIENCE);
        Accounts accounts = new Accounts(log);
        BodyMutations mutations = new BodyMutations(lines, new SplittableRandom(seed));
        boolean sound = all(bodies, mutations, accounts, body -> {
            boolean whole = body.bytes().length <= Limits.DEFAULT.bytes();
            // What the doors do before the core sees a body.
            byte[] head = whole ? body.bytes() : Arrays.copyOf(body.bytes(), Limits.DEFAULT.bytes());
            String encoding =
                    body.encoding().isEmpty() ? "identity" : body.encoding().toLowerCase(Locale.ROOT);
            return intake.take(
                            body.door(), new Body(head, whole, encoding, body.type()), body.sender(), Quota.UNLIMITED)
                    .join();
        });
        accounts.tell(result);
        return sound;
    }

    private boolean throughHttp(List<String> lines, long count) throws IOException {
        EpochGate gate = gate();
        CountingLog log = new CountingLog(gate);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        Intake intake = new Intake(Limits.DEFAULT, gate, log, log, CLOCK, executor, PATIENCE);
        try (HttpDoors doors = new HttpDoors(intake, gate, log, CLOCK)) {
            BodyMutations mutations = new BodyMutations(lines, new SplittableRandom(~seed));
            return all(count, mutations, new Accounts(log), doors::take);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Who answers. */
    @FunctionalInterface
    private interface Taker {
        Answer take(Fuzzed body) throws IOException;
    }

    private boolean all(long count, BodyMutations mutations, Accounts accounts, Taker taker) {
        for (long i = 0; i < count; i++) {
            Fuzzed body = mutations.next();
            try {
                accounts.count(body, taker.take(body));
            } catch (Exception | Error e) {
                // A crash of any kind is what this looks for; the numbers no longer add up after it.
                tell(i, body, e);
                return false;
            }
            if (i % LOOK_EVERY == 0) {
                look();
            }
            if (accounts.bodies() % TELL_EVERY == 0) {
                say(accounts.bodies() + " of " + count);
            }
        }
        look();
        return true;
    }

    /** What the heap held at most, garbage included, at any time until now. */
    private void look() {
        long sum = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage peak = pool.getPeakUsage();
            sum += pool.getType() == MemoryType.HEAP && peak != null ? peak.getUsed() : 0;
        }
        peakHeap = Math.max(peakHeap, sum);
    }

    private void tell(long number, Fuzzed body, Throwable e) {
        byte[] head = Arrays.copyOf(body.bytes(), Math.min(body.bytes().length, SHOWN_BYTES));
        say("bench fuzz: body " + number + " of seed " + seed + " at the "
                + body.door().label()
                + " door, " + body.bytes().length + " bytes, encoding '" + body.encoding() + "', type '" + body.type()
                + "': " + e + "\n  it begins with (base 64) "
                + Base64.getEncoder().encodeToString(head));
        e.printStackTrace(spec.commandLine().getErr());
    }

    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }
}
