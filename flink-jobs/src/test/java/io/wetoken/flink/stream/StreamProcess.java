package io.wetoken.flink.stream;

import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The streaming job as an operator runs it: its main, in a process of its own, with the flags that it is shipped with. */
final class StreamProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final int port = TestServers.freePort();
    private final Path config;
    private final Path log;
    private Process process;

    StreamProcess(Path home, String bootstrap, String zookeeper) throws IOException {
        this.config = home.resolve("we.properties");
        this.log = Files.createDirectories(Path.of("target/servers").toAbsolutePath())
                .resolve("stream-" + port + ".log");
        Files.writeString(config, """
                kafka.bootstrap=%s
                hbase.zookeeper=%s
                archive.dir=%s
                flink.checkpoints.dir=%s
                flink.checkpoint.intervalMs=300
                flink.parallelism=2
                flink.rest.port=%d
                secrets.dir=%s
                """.formatted(
                        bootstrap,
                        zookeeper,
                        home.resolve("archive"),
                        home.resolve("checkpoints"),
                        port,
                        home.resolve("secrets")));
    }

    /** Returns when the job runs. */
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + TestServers.root().resolve("flink-jobs/jvm.options"),
                        "-XX:TieredStopAtLevel=1", // It lives too short for the second compiler.
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.wetoken.flink.StreamJob",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "kill-stream"));
        Awaitility.await("the streaming job, whose log is " + log)
                .atMost(Duration.ofMinutes(2))
                .until(() -> !process.isAlive() || jobs().contains("\"RUNNING\""));
        if (!process.isAlive()) {
            throw new IOException("The job ended with status " + process.exitValue() + "; its log is " + log);
        }
    }

    private String jobs() throws InterruptedException {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/jobs");
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        }
    }

    /** By SIGKILL, as a power failure would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
