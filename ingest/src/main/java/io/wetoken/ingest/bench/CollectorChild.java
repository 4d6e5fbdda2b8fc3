package io.wetoken.ingest.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The collector as it is shipped: its main in a process of its own, with the flags of the module; all come from one address, so without limits. */
final class CollectorChild implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Pattern LISTENS = Pattern.compile("listens on http://127\\.0\\.0\\.1:([0-9]+)");

    private final Path log;
    private final Process process;
    private final int port;

    /** Returns when it is ready. */
    CollectorChild(Path dir, String bootstrap, int partitions) throws IOException, InterruptedException {
        Path config = dir.resolve("collector.properties");
        log = dir.resolve("collector.log");
        Files.writeString(config, """
                kafka.bootstrap=%s
                flink.parallelism=%d
                ingest.port=0
                ingest.auth=off
                ingest.limit.accountEvents=0
                ingest.limit.deviceEvents=0
                ingest.limit.addressRequests=0
                ingest.limit.addressEvents=0
                secrets.dir=%s
                """.formatted(bootstrap, partitions, dir.resolve("secrets")));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of(System.getProperty("we.root"), "ingest", "jvm.options"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.wetoken.ingest.Collector",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill-collector"));
        port = awaitReady();
    }

    int port() {
        return port;
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

    private int awaitReady() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "The collector ended with status " + process.exitValue() + ": " + Files.readString(log));
            }
            Matcher listens = LISTENS.matcher(Files.readString(log));
            if (listens.find() && isReady(http, listens.group(1))) {
                return Integer.parseInt(listens.group(1));
            }
        }
        close();
        throw new IOException(
                "The collector is not ready after " + START_LIMIT.toSeconds() + " s: " + Files.readString(log));
    }

    private static boolean isReady(HttpClient http, String port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
