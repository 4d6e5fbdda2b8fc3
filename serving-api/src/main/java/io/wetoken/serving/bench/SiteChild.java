package io.wetoken.serving.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@link MeasuredSite} in a process of its own. */
final class SiteChild implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration READ_AHEAD_LIMIT = Duration.ofMinutes(20);
    private static final Pattern LISTENS = Pattern.compile("The site is at (http://127\\.0\\.0\\.1:[0-9]+)");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path log;
    private final Process process;
    private final URI url;

    /** By which flags of the module it runs. */
    enum Size {
        USUAL,
        LARGE
    }

    /** Returns when it listens. */
    SiteChild(Path dir, String settings, Size size) throws IOException, InterruptedException {
        Path config = dir.resolve("site.properties");
        log = dir.resolve("site.log");
        Files.writeString(config, settings);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + options("jvm.options")));
        if (size == Size.LARGE) {
            line.add("@" + options("jvm.large.options"));
        }
        line.addAll(
                List.of("-cp", System.getProperty("java.class.path"), MeasuredSite.class.getName(), config.toString()));
        process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill-site"));
        url = awaitListening();
    }

    private static Path options(String file) {
        return Path.of(System.getProperty("we.root"), "serving-api", file);
    }

    URI url() {
        return url;
    }

    /** Whether the model is served and its clips are read. */
    private boolean isReady() throws IOException, InterruptedException {
        JsonNode ready = ready();
        return ready.path("clipsToReadAhead").asLong(-1) == 0;
    }

    /** @param say told how many are left */
    void awaitReadAhead(Consumer<String> say) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READ_AHEAD_LIMIT.toNanos();
        long told = System.nanoTime();
        say.accept("Waiting until the site has read the clips that its model knows");
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The site has not read its clips after " + READ_AHEAD_LIMIT.toMinutes()
                        + " minutes: " + ready());
            }
            if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(10)) {
                told = System.nanoTime();
                say.accept("  " + ready().path("clipsToReadAhead").asLong() + " are left");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** What the site says of itself; nothing while it does not answer. */
    JsonNode ready() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IOException("The site ended with status " + process.exitValue() + ": " + Files.readString(log));
        }
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/ready"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return JsonMapper.shared()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Most memory that was ever resident, pages of the mapped model included, in MB; 0 where the system does not tell. */
    long peakMb() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    >> 10;
        }
    }

    private URI awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "The site ended with status " + process.exitValue() + ": " + Files.readString(log));
            }
            Matcher listens = LISTENS.matcher(Files.readString(log));
            if (listens.find()) {
                return URI.create(listens.group(1));
            }
        }
        close();
        throw new IOException(
                "The site does not listen after " + START_LIMIT.toSeconds() + " s: " + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
