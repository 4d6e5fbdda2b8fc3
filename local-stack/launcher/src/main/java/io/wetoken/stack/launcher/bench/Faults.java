package io.wetoken.stack.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.AtExit;
import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Sends events to a collector at a fixed rate, first undisturbed and then while one server after the other is killed by SIGKILL; the supervisor starts each
 * again. A fault is over when its process is ready again, a batch that was sent after that is accepted, and a checkpoint that began after that is complete:
 * everything flows from the door to the archive. One kill in four comes while the one before is not over.
 */
final class Faults {
    private static final List<String> KINDS = List.of("collector", "taskmanager", "jobmanager", "kafka", "hbase");
    private static final int TASK_MANAGERS = 2;
    private static final int UNDISTURBED = 8;
    private static final int ONE_IN = 4;
    private static final int PAUSE_MILLIS = 3_000;
    private static final int LOOK_MILLIS = 50;
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final double NANOS = 1e9;

    private final ServerSpec.Context context;
    private final Plan plan;
    private final Consumer<String> tell;
    private final Supervisor supervisor;
    private final CollectorLoad load;
    private final JobStatus job;
    private final Random random;
    private final Deque<String> deck = new ArrayDeque<>();
    private final AtomicReference<String> givenUp = new AtomicReference<>();
    /** The victims that are not over, with the process that was killed. */
    private final Map<String, Long> open = new LinkedHashMap<>();

    /** @param rate events a second */
    record Plan(int kills, long seed, int rate) {}

    Faults(ServerSpec.Context context, List<ServerSpec> servers, Plan plan, Consumer<String> tell) {
        this.context = context;
        this.plan = plan;
        this.tell = tell;
        this.supervisor = new Supervisor(servers, context, this::said);
        this.load = new CollectorLoad(
                "http://127.0.0.1:" + context.settings().number("ingest.port"), plan.rate(), plan.seed());
        this.job = new JobStatus("http://127.0.0.1:" + context.settings().number("flink.rest.port"));
        this.random = new Random(plan.seed());
    }

    FaultsReport run() throws StackException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> AtExit.close(supervisor), "stop-servers"));
        try {
            tell.accept(
                    "Starting Kafka, HBase, a collector, a JobManager and two TaskManagers, and submitting the job");
            supervisor.start();
            watch();
            load.start();
            flows();
            FaultsReport report = new FaultsReport(plan);
            undisturbed(report);
            kills(report);
            settle(report);
            return report;
        } finally {
            load.close();
            supervisor.close();
        }
    }

    private void watch() {
        Thread watch = new Thread(
                () -> {
                    try {
                        supervisor.watch();
                    } catch (StackException e) {
                        givenUp.set(e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** How the same load fares when nobody is killed. */
    private void undisturbed(FaultsReport report) throws StackException, InterruptedException {
        long began = System.nanoTime();
        long before = load.accepted();
        for (int i = 0; i < UNDISTURBED; i++) {
            report.undisturbed(flows());
        }
        report.undisturbedRate((load.accepted() - before) / seconds(began));
        tell.accept(String.format(
                Locale.ROOT,
                "Undisturbed: %.0f events a second are accepted, and archived after %.1f s",
                report.undisturbedRate(),
                report.undisturbedMedian()));
    }

    private void kills(FaultsReport report) throws StackException, InterruptedException {
        long began = System.nanoTime();
        long before = load.accepted();
        for (int number = 1; number <= plan.kills(); number++) {
            String victim = next();
            long killed = kill(victim);
            if (number < plan.kills() && random.nextInt(ONE_IN) == 0) {
                report.killed(victim);
                tell.accept(number + " of " + plan.kills() + ": " + victim + " is killed, and the next soon after");
            } else {
                flows();
                double took = seconds(killed);
                report.recovered(victim, took);
                tell.accept(String.format(
                        Locale.ROOT,
                        "%d of %d: %s was killed; all flows again after %.1f s; %d events accepted",
                        number,
                        plan.kills(),
                        victim,
                        took,
                        load.accepted()));
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MILLIS));
        }
        report.rate((load.accepted() - before) / seconds(began));
    }

    /** Every kind comes once before any comes again, in an order by chance. */
    private String next() {
        if (deck.isEmpty()) {
            List<String> shuffled = new ArrayList<>(KINDS);
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        String kind = deck.removeFirst();
        return kind.equals("taskmanager") ? kind + "-" + (1 + random.nextInt(TASK_MANAGERS)) : kind;
    }

    /** @return the moment, by {@link System#nanoTime} */
    private long kill(String victim) throws StackException, InterruptedException {
        until("a process of " + victim, () -> process(victim) > 0);
        long pid = process(victim);
        long now = System.nanoTime();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        open.put(victim, pid);
        return now;
    }

    /** 0 when none lives. */
    private long process(String server) {
        long pid = supervisor.pid(server);
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() ? pid : 0;
    }

    /** Waits until every fault is over. @return seconds */
    private double flows() throws StackException, InterruptedException {
        long began = System.nanoTime();
        for (Map.Entry<String, Long> victim : open.entrySet()) {
            until(
                    victim.getKey() + " to be ready again",
                    () -> supervisor.pid(victim.getKey()) != victim.getValue() && supervisor.serves(victim.getKey()));
        }
        open.clear();
        long ready = System.nanoTime();
        until("the collector to accept", () -> load.acceptedOneSentAfter(ready));
        long accepted = System.currentTimeMillis();
        until("a checkpoint", () -> job.completedOneBegunAfter(accepted));
        return seconds(began);
    }

    private void settle(FaultsReport report) throws StackException, InterruptedException {
        List<String> ids = load.end(LIMIT_NANOS);
        tell.accept("Comparing " + ids.size() + " accepted ids with what is kept");
        long began = System.nanoTime();
        Path accepted = context.home().data("accepted.txt");
        try {
            Files.write(accepted, ids);
            context.home().clearTemporary("check");
            Process check = new ProcessBuilder(context.installation()
                            .java(
                                    "flink-jobs",
                                    "io.wetoken.flink.bench.FaultsCheck",
                                    List.of(
                                            "-Xmx1g",
                                            "-Djava.io.tmpdir=" + context.home().temporary("check")),
                                    List.of(
                                            "--accepted",
                                            accepted.toString(),
                                            "--archive",
                                            context.settings().text("archive.dir"),
                                            "--kafka",
                                            context.settings().text("kafka.bootstrap"),
                                            "--zookeeper",
                                            context.settings().text("hbase.zookeeper"))))
                    .redirectError(context.home().log("check").toFile())
                    .start();
            String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (check.waitFor() != 0) {
                throw StackException.failed("The comparison ended with status " + check.exitValue() + "; its log is "
                        + context.home().log("check"));
            }
            JsonNode found = new ObjectMapper().readTree(said);
            report.compared(ids.size(), load.resent(), seconds(began), found);
        } catch (JsonProcessingException e) {
            throw StackException.failed("The comparison printed no JSON", e);
        } catch (IOException e) {
            throw StackException.failed("Cannot compare with " + accepted, e);
        }
    }

    private void until(String what, BooleanSupplier condition) throws StackException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (givenUp.get() != null) {
                throw StackException.failed(givenUp.get());
            }
            load.mustSend();
            if (System.nanoTime() > deadline) {
                throw StackException.failed("Waited for " + what + " for " + TimeUnit.NANOSECONDS.toMinutes(LIMIT_NANOS)
                        + " minutes in vain (seed " + plan.seed() + "); logs are in "
                        + context.home().logs());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void said(String line) {
        if (line.startsWith("  ")) {
            tell.accept(line);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / NANOS;
    }
}
