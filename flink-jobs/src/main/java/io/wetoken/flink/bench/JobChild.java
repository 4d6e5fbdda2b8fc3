package io.wetoken.flink.bench;

import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** A job of this module in a process of its own, with the flags of the module but for the heap. */
final class JobChild implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");
    private static final int TAIL = 4_000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port;
    private final Path log;
    private final Process process;

    /**
     * @param name of its directory below {@code dir}, where checkpoints and archive go
     * @param option that stands before the settings file, or empty
     */
    JobChild(Path dir, String name, String main, String option, Settings settings) throws IOException {
        Path home = Files.createDirectories(dir.resolve(name));
        port = freePort();
        log = home.resolve("job.log");
        Path config = home.resolve("job.properties");
        Files.writeString(config, """
                kafka.bootstrap=%s
                hbase.zookeeper=%s
                archive.dir=%s
                flink.checkpoints.dir=%s
                flink.checkpoint.intervalMs=%d
                flink.parallelism=%d
                flink.rest.port=%d
                """.formatted(
                        settings.kafka(),
                        settings.zookeeper(),
                        home.resolve("archive"),
                        home.resolve("checkpoints"),
                        settings.checkpointMs(),
                        settings.parallelism(),
                        port));
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("we.root"), "flink-jobs", "jvm.options"),
                "-Xmx" + settings.heapMb() + "m",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        if (!option.isEmpty()) {
            line.add(option);
        }
        line.add(config.toString());
        process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill-job"));
    }

    record Settings(String kafka, String zookeeper, int parallelism, int checkpointMs, int heapMb) {}

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Waits for the end of a job that ends. @return what it printed */
    String await(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("The job still runs after " + limit.toSeconds() + " s; " + tail());
        }
        if (process.exitValue() != 0) {
            throw new IOException("The job ended with status " + process.exitValue() + "; " + tail());
        }
        return Files.readString(log);
    }

    /** Fails when the process has ended. */
    void mustRun() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("The job ended with status " + process.exitValue() + "; " + tail());
        }
    }

    /** The only job. Blocks until it runs. */
    String running(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            mustRun();
            for (JsonNode job : rest("/jobs").path("jobs")) {
                if (job.path("status").asText().equals("RUNNING")) {
                    return job.path("id").asText();
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("The job does not run after " + limit.toSeconds() + " s; " + tail());
    }

    /** Empty when it does not answer. */
    JsonNode rest(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException notNow) {
            return JSON.createObjectNode();
        }
    }

    /** Bytes of what is reachable, after a full collection; 0 without a JDK's {@code jcmd}. */
    long liveBytes() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return 0;
        }
        Path out = Files.createTempFile("bench-histogram-", ".txt");
        try {
            new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start()
                    .waitFor();
            Matcher total = TOTAL.matcher(Files.readString(out));
            return total.find() ? Long.parseLong(total.group(1)) : 0;
        } finally {
            Files.delete(out);
        }
    }

    /** Most memory that was ever resident, in MB; 0 where the system does not tell. */
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

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private String tail() throws IOException {
        String all = Files.readString(log);
        return "its output ends with:\n" + all.substring(Math.max(0, all.length() - TAIL));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
