package io.wetoken.flink.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** The streaming job in a process of its own, and what is measured of it. */
final class StreamRun implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final double THOUSANDTHS = 1_000.0;

    private final Store store;
    private final Duration limit;
    private final Consumer<String> say;
    private final JobChild job;
    private final ArchivedIds archive;
    private final String id;
    private final Duration cpuAtStart;
    private final long heapAtStart;
    private final long startedAt;
    /** When the newest day had been counted. */
    private Duration cpuBefore;

    /** Returns when the job runs. */
    StreamRun(Path dir, JobChild.Settings settings, Store store, Duration limit, Consumer<String> say)
            throws IOException, InterruptedException {
        this.store = store;
        this.limit = limit;
        this.say = say;
        job = new JobChild(dir, "stream", "io.wetoken.flink.StreamJob", "--config", settings);
        archive = new ArchivedIds(dir.resolve("stream/archive"));
        id = job.running(START_LIMIT);
        startedAt = job.rest("/jobs/" + id).path("timestamps").path("RUNNING").asLong();
        cpuAtStart = job.cpu();
        cpuBefore = cpuAtStart;
        heapAtStart = job.liveBytes();
    }

    /**
     * The first day, which waited in the topic.
     *
     * @param sizes figures when so many of its records are counted; empty for none
     * @return whether the archive holds each distinct id once
     */
    boolean first(RawTopic.Filled filled, List<Long> sizes, ObjectNode figures)
            throws IOException, InterruptedException {
        long events = filled.records();
        ArrayNode marks = sizes.isEmpty() ? null : figures.putArray("sizes");
        Counted before = new Counted(0, startedAt, cpuAtStart);
        Remembered known = new Remembered(0, heapAtStart);
        for (long size : sizes) {
            ObjectNode to = marks.addObject();
            before = mark(before, awaitCounted(MadeUpDay.DAY, size), to);
            known = remembered(known, filled.activeAt().get(size), to);
        }
        Counted half = sizes.isEmpty() ? awaitCounted(MadeUpDay.DAY, events / 2) : before;
        Counted end = sizes.isEmpty() ? awaitCounted(MadeUpDay.DAY, events) : before;
        double seconds = (end.at() - startedAt) / THOUSANDTHS;
        figures.put("eventsPerSecond", rounded(events / seconds));
        if (sizes.isEmpty()) {
            figures.put("eventsPerSecondOfSecondHalf", perSecond(half, end));
        }
        // The engine gathers its tasks' figures when it is asked, and answers with those that it had gathered before.
        if (!job.rest("/jobs/" + id).has("vertices")) {
            say.accept("The job does not tell how busy its tasks are");
        }
        boolean sound = archived(MadeUpDay.DAY, filled);
        JsonNode checkpoint = checkpoint();
        long state = checkpoint.path("state_size").asLong();
        long heap = job.liveBytes();
        int accounts = filled.active();
        figures.put("seconds", rounded(seconds))
                .put("events", events)
                .put("distinctIds", filled.distinct())
                .put("archivedRows", archive.judged(MadeUpDay.DAY))
                .put("archivedDistinctIds", archive.distinct(MadeUpDay.DAY))
                .put("archivedDuplicates", archive.rows(MadeUpDay.DAY) - archive.judged(MadeUpDay.DAY))
                .put("suspect", store.metrics().day(MadeUpDay.DAY).getOrDefault("eventsSuspect", 0L))
                .put("activeAccounts", accounts)
                .put("stateBytes", state)
                .put("stateBytesPerAccount", state / accounts)
                .put("checkpointMillis", checkpoint.path("end_to_end_duration").asLong())
                .put("heapBytesAtStart", heapAtStart)
                .put("heapBytes", heap)
                .put("heapBytesPerAccount", (heap - heapAtStart) / accounts)
                .put("cpuMicrosPerEvent", micros(end.cpu().minus(cpuAtStart), events))
                .put("peakMemoryMb", job.peakMb());
        if (sizes.isEmpty()) {
            figures.put("cpuMicrosPerEventOfSecondHalf", micros(half, end));
        }
        JsonNode running = job.rest("/jobs/" + id);
        busy(running, figures.putObject("busySeconds"));
        kept(running, checkpoint, accounts, figures.putObject("stateBytesPerAccountOf"));
        cpuBefore = job.cpu();
        return sound;
    }

    /** A further day, which was put into the topic while the job ran. @return as {@link #first} */
    boolean next(Epoch day, RawTopic.Filled filled, ObjectNode to) throws IOException, InterruptedException {
        Counted end = awaitCounted(day, filled.records());
        boolean sound = archived(day, filled);
        to.put("cpuMicrosPerEvent", micros(end.cpu().minus(cpuBefore), filled.records()));
        day(day, to);
        cpuBefore = job.cpu();
        return sound;
    }

    /** What the job remembers after a day. */
    void day(Epoch day, ObjectNode to) throws IOException, InterruptedException {
        JsonNode checkpoint = checkpoint();
        to.put("day", day.toString())
                .put("stateBytes", checkpoint.path("state_size").asLong())
                .put("heapBytes", job.liveBytes());
        kept(job.rest("/jobs/" + id), checkpoint, 1, to.putObject("stateBytesOf"));
    }

    private Counted mark(Counted before, Counted now, ObjectNode to) throws IOException, InterruptedException {
        to.put("events", now.records())
                .put("seconds", rounded((now.at() - startedAt) / THOUSANDTHS))
                .put("eventsPerSecondSinceTheOneBefore", perSecond(before, now))
                .put("cpuMicrosPerEventSinceTheOneBefore", micros(before, now))
                .put(
                        "stateBytesAtTheNewestCheckpoint",
                        newestCheckpoint().path("state_size").asLong());
        return now;
    }

    /** What the heap holds, and for how many accounts. */
    private record Remembered(int accounts, long heap) {}

    /** What a further account takes: buffers and code, which are the same for few and for many, are in what was there before. */
    private Remembered remembered(Remembered before, int accounts, ObjectNode to)
            throws IOException, InterruptedException {
        Remembered now = new Remembered(accounts, job.liveBytes());
        to.put("activeAccounts", accounts)
                .put("heapBytes", now.heap())
                .put(
                        "heapBytesPerFurtherAccount",
                        (now.heap() - before.heap()) / Math.max(1, accounts - before.accounts()));
        return now;
    }

    private boolean archived(Epoch day, RawTopic.Filled filled) throws IOException, InterruptedException {
        say.accept("Waiting for the checkpoint that finishes the archive");
        long deadline = System.nanoTime() + limit.toNanos();
        while (archive.rows(day) < filled.records() && System.nanoTime() < deadline) {
            job.mustRun();
            TimeUnit.MILLISECONDS.sleep(500);
        }
        long judged = archive.judged(day);
        boolean sound = judged == filled.distinct()
                && archive.distinct(day) == filled.distinct()
                && archive.rows(day) == filled.records();
        if (!sound) {
            say.accept("The archive of " + day + " has " + judged + " judged rows of " + archive.distinct(day)
                    + " ids, and should have " + filled.distinct());
        }
        return sound;
    }

    /** The newest checkpoint that is complete, with each task's part; waits for one where there seems to be none, for the engine's answers are some seconds old. */
    private JsonNode checkpoint() throws InterruptedException, IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        JsonNode newest = newestCheckpoint();
        while (newest.path("state_size").asLong() == 0) {
            job.mustRun();
            if (System.nanoTime() > deadline) {
                throw new IOException("After " + limit.toSeconds() + " s the job tells of no complete checkpoint");
            }
            TimeUnit.MILLISECONDS.sleep(100);
            newest = newestCheckpoint();
        }
        return newest;
    }

    /** A missing node when the engine knows of none. */
    private JsonNode newestCheckpoint() throws InterruptedException {
        JsonNode newest = job.rest("/jobs/" + id + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("id");
        return newest.isMissingNode() ? newest : job.rest("/jobs/" + id + "/checkpoints/details/" + newest.asText());
    }

    /** How many records had been counted at a moment, and what the job had used until then. */
    private record Counted(long records, long at, Duration cpu) {}

    private Counted awaitCounted(Epoch day, long records) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long now = counted(day);
            if (now >= records) {
                return new Counted(now, System.currentTimeMillis(), job.cpu());
            }
            job.mustRun();
            if (System.nanoTime() > deadline) {
                throw new IOException("After " + limit.toSeconds() + " s the figures of " + day + " have counted " + now
                        + " of " + records + " records");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private long counted(Epoch day) {
        Map<String, Long> figures = store.metrics().day(day);
        return Stream.of("eventsValid", "eventsSuspect", "eventsDuplicate")
                .mapToLong(figure -> figures.getOrDefault(figure, 0L))
                .sum();
    }

    /** Of each task, all its subtasks together; the longest first. Time without a processor counts as busy. */
    private static void busy(JsonNode job, ObjectNode to) {
        Map<String, Double> tasks = new HashMap<>();
        for (JsonNode vertex : job.path("vertices")) {
            tasks.put(
                    vertex.path("name").asText(),
                    vertex.path("metrics").path("accumulated-busy-time").asDouble() / THOUSANDTHS);
        }
        tasks.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(task -> to.put(task.getKey(), rounded(task.getValue())));
    }

    /** Of each task that keeps anything, for each of so many; the largest first. */
    private static void kept(JsonNode job, JsonNode checkpoint, int of, ObjectNode to) {
        Map<String, Long> tasks = new HashMap<>();
        for (JsonNode vertex : job.path("vertices")) {
            long bytes = checkpoint
                    .path("tasks")
                    .path(vertex.path("id").asText())
                    .path("state_size")
                    .asLong();
            tasks.put(first(vertex.path("name").asText()), bytes / of);
        }
        tasks.entrySet().stream()
                .filter(task -> task.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(task -> to.put(task.getKey(), task.getValue()));
    }

    /** Of a chain only its head keeps much. */
    private static String first(String chain) {
        return chain.split(" -> ", 2)[0];
    }

    private static double perSecond(Counted from, Counted to) {
        return rounded((to.records() - from.records()) * THOUSANDTHS / Math.max(1, to.at() - from.at()));
    }

    private static double micros(Counted from, Counted to) {
        return micros(to.cpu().minus(from.cpu()), Math.max(1, to.records() - from.records()));
    }

    private static double micros(Duration cpu, long events) {
        return rounded(cpu.toNanos() / 1e3 / events);
    }

    static double rounded(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }

    @Override
    public void close() {
        job.close();
    }
}
