package io.wetoken.stack.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.Supervisor;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The stages of the demo in their order. */
final class Story {
    private static final int DAYS = 3;
    private static final String SETTLEMENT = "reward-settlement";
    private static final String EPOCH = "io.wetoken.settlement.EpochCommand";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSpec.Context context;
    private final Home home;
    private final Jobs jobs;
    private final Supervisor supervisor;
    private final Stages stages;
    private final Optional<Path> media;
    private final Consumer<String> tell;
    private final CompletableFuture<StackException> lost = new CompletableFuture<>();

    /** @param media somebody's videos; null for made-up ones */
    Story(
            ServerSpec.Context context,
            Jobs jobs,
            Supervisor supervisor,
            Stages stages,
            Path media,
            Consumer<String> tell) {
        this.context = context;
        this.home = context.home();
        this.jobs = jobs;
        this.supervisor = supervisor;
        this.stages = stages;
        this.media = Optional.ofNullable(media);
        this.tell = tell;
    }

    /** A made-up community is written while the servers start. */
    Figures ofCommunity(int events, LocalDate lastDay, long seed) throws StackException, InterruptedException {
        Path file = home.data("community").resolve("behaviour.jsonl.gz");
        Path topics = home.data("community").resolve("topics.csv");
        CompletableFuture<Jobs.Result> written = inBackground(() -> jobs.run(
                "community",
                "ingest",
                "io.wetoken.ingest.community.Community",
                List.of(
                        "--events",
                        Integer.toString(events),
                        "--days",
                        Integer.toString(DAYS),
                        "--last-day",
                        lastDay.toString(),
                        "--seed",
                        Long.toString(seed),
                        "--out",
                        file.toString(),
                        "--topics",
                        topics.toString())));
        CompletableFuture<Void> clips = clips();
        startServers();
        stages.run("generate", "Waiting for the community's " + events + " events", () -> get(written))
                .ok();
        return ofSent(file, Optional.of(topics), clips);
    }

    Figures ofFile(Path file) throws StackException, InterruptedException {
        CompletableFuture<Void> clips = clips();
        startServers();
        return ofSent(file, Optional.empty(), clips);
    }

    /** Returns when a server is lost for good, with the reason; Ctrl-C ends the process before. */
    StackException untilLost() throws StackException, InterruptedException {
        return get(lost);
    }

    private void startServers() throws StackException, InterruptedException {
        stages.run("start", "Starting the servers", () -> {
            supervisor.start();
            return null;
        });
        Thread watch = new Thread(
                () -> {
                    try {
                        supervisor.watch();
                    } catch (StackException e) {
                        lost.complete(e);
                        jobs.close();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }

    private Figures ofSent(Path file, Optional<Path> topics, CompletableFuture<Void> clips)
            throws StackException, InterruptedException {
        JsonNode sent;
        List<String> days = new ArrayList<>();
        LiveTicker ticker = LiveTicker.start(site(), tell);
        try {
            sent = stages.run(
                    "send",
                    "Sending the recorded behaviour",
                    () -> object(
                            command("replay", "ingest", "io.wetoken.ingest.replay.Replay", file.toString(), "--json")));
            sent.path("days").forEach(day -> days.add(day.asText()));
            if (days.isEmpty()) {
                throw StackException.wrongInput(file + " holds no day of which anything was accepted");
            }
            uploadClips(clips);
            closeAll(days);
        } finally {
            ticker.close();
        }
        String last = days.get(days.size() - 1);
        JsonNode paid = stages.run("pay", "Scoring, planning and paying " + last, () -> epoch("pay", "--date", last));
        Jobs.Result audit = stages.run(
                "audit",
                "Recomputing " + last + " from the archive",
                () -> run("audit", SETTLEMENT, EPOCH, "audit", "--date", last, "--json"));
        boolean agrees = audit.status() == 0 && object(audit).path("agrees").asBoolean();
        if (!agrees) {
            tell.accept("  the audit says: " + audit.lastLine());
        }
        return new FigureFiles(home, context.settings())
                .read(sent, days, paid, LiveTicker.figures(site()), agrees, show(file, topics, last));
    }

    /** Made up, or copied, while the servers start. */
    private CompletableFuture<Void> clips() {
        return inBackground(() -> {
            if (media.isPresent()) {
                Clips.copy(media.get(), uploads());
            } else {
                jobs.run(
                                "make-clips",
                                "media-transcode",
                                "io.wetoken.media.MakeClips",
                                List.of("--out", uploads().toString()))
                        .ok();
            }
            return null;
        });
    }

    /** Into the workers' queue; they transcode while days are closed and paid. */
    private void uploadClips(CompletableFuture<Void> clips) throws StackException, InterruptedException {
        stages.run("upload", "Handing clips to the media worker", () -> {
            get(clips);
            List<String> line = new ArrayList<>(List.of("--upload", Clips.UPLOAD));
            Clips.byUpload(uploads())
                    .values()
                    .forEach(file -> line.add(file.getFileName().toString()));
            return command("upload", "media-transcode", "io.wetoken.media.Submit", line.toArray(String[]::new));
        });
    }

    /** Media, model and feeds: the side that people see. */
    private Figures.Shown show(Path events, Optional<Path> topics, String last)
            throws StackException, InterruptedException {
        JsonNode attached = stages.run("media", "Waiting for the clips, and making contents playable", () -> {
            List<String> line = new ArrayList<>(List.of("--events", events.toString()));
            topics.ifPresent(file -> line.addAll(List.of("--topics", file.toString())));
            Clips.byUpload(uploads())
                    .forEach((upload, file) -> line.addAll(List.of("--clip", upload + "=" + Clips.title(file))));
            return object(command(
                    "attach-media",
                    "serving-api",
                    "io.wetoken.serving.media.AttachMedia",
                    line.toArray(String[]::new)));
        });
        if (attached.path("ready").asInt() == 0) {
            throw StackException.failed("No clip became ready; the log is " + home.log("media"));
        }
        JsonNode model = stages.run(
                "train",
                "Learning tastes, and comparing the model with popularity on the last day",
                () -> object(command(
                        "train",
                        "spark-jobs",
                        "io.wetoken.spark.TrainModel",
                        "--date",
                        last,
                        "--out",
                        context.settings().text("models.dir"),
                        "--json")));
        List<String> people = new FigureFiles(home, context.settings()).people(last);
        int feeds = stages.run(
                "feeds", "Asking for the feeds of " + people.size() + " people", () -> new Face(site()).feeds(people));
        return new Figures.Shown(
                attached.path("ready").asInt(),
                attached.path("contents").asInt(),
                feeds,
                people.size(),
                model.path("version").asText(),
                recall(model.path("metrics")));
    }

    private static Map<String, Double> recall(JsonNode metrics) {
        Map<String, Double> recall = new java.util.TreeMap<>();
        metrics.properties().forEach(metric -> {
            if (metric.getKey().startsWith("recall@")) {
                recall.put(
                        metric.getKey().substring(metric.getKey().indexOf('.') + 1),
                        metric.getValue().asDouble());
            }
        });
        return recall;
    }

    private Path uploads() {
        return Path.of(context.settings().text("media.uploads.dir"));
    }

    /** In the order of the days: what a day's scores look back to is closed before. */
    private void closeAll(List<String> days) throws StackException, InterruptedException {
        stages.run("close", "Closing " + String.join(", ", days), () -> {
            for (String day : days) {
                epoch("close-" + day, "--date", day, "--until", "CLOSED");
            }
            return null;
        });
    }

    /** A run that must wait exits 0; here nothing else will happen that could end the waiting. */
    private JsonNode epoch(String name, String... arguments) throws StackException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("run", "--json"));
        line.addAll(List.of(arguments));
        JsonNode row = object(command(name, SETTLEMENT, EPOCH, line.toArray(String[]::new)));
        if (row.path("waitsFor").isTextual()) {
            throw StackException.failed("Epoch " + row.path("epoch").asText() + " is "
                    + row.path("state").asText() + " and waits for "
                    + row.path("waitsFor").asText());
        }
        return row;
    }

    private Jobs.Result command(String name, String module, String main, String... arguments)
            throws StackException, InterruptedException {
        return run(name, module, main, arguments).ok();
    }

    private Jobs.Result run(String name, String module, String main, String... arguments)
            throws StackException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add("--config");
        line.add(home.settings().toString());
        Jobs.Result result = jobs.run(name, module, main, line);
        if (lost.isDone()) {
            throw get(lost);
        }
        return result;
    }

    private String site() {
        return "http://127.0.0.1:" + context.settings().text("serving.port");
    }

    private static JsonNode object(Jobs.Result result) throws StackException {
        try {
            return JSON.readTree(result.lastLine());
        } catch (JsonProcessingException e) {
            throw StackException.failed(
                    "The last line that " + result.name() + " printed is not JSON: " + result.lastLine());
        }
    }

    private static <T> CompletableFuture<T> inBackground(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.run());
                    } catch (StackException | RuntimeException e) {
                        result.completeExceptionally(e);
                    } catch (InterruptedException e) {
                        result.completeExceptionally(e);
                        Thread.currentThread().interrupt();
                    }
                },
                "background");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> T get(CompletableFuture<T> future) throws StackException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
