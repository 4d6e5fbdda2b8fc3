package io.wetoken.ingest;

import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The collector as an operator runs it: its main, in a process of its own, with the flags that it is shipped with. */
final class CollectorProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final int port = TestServers.freePort();
    private final Path config;
    private final Path log;
    private Process process;

    CollectorProcess(Path dir, String name, String bootstrap) throws IOException {
        this(dir, name, bootstrap, "ingest.auth=off");
    }

    /** @param more lines of its settings */
    CollectorProcess(Path dir, String name, String bootstrap, String... more) throws IOException {
        this.config = dir.resolve(name + ".properties");
        this.log = dir.resolve(name + ".log");
        Files.writeString(config, """
                kafka.bootstrap=%s
                flink.parallelism=2
                ingest.port=%d
                ingest.recordedDoor=open
                ingest.limit.accountEvents=0
                ingest.limit.deviceEvents=0
                ingest.limit.addressRequests=0
                ingest.limit.addressEvents=0
                secrets.dir=%s
                %s
                """.formatted(bootstrap, port, dir.resolve("secrets"), String.join("\n", more)));
        start();
    }

    void start() throws IOException {
        launch();
        Awaitility.await("collector")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive() || status("/ready") == 200);
        if (!process.isAlive()) {
            throw new IOException("The collector ended with status " + process.exitValue() + ": " + output());
        }
    }

    private void launch() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + TestServers.root().resolve("ingest/jvm.options"),
                        "-XX:TieredStopAtLevel=1", // It lives too short for the second compiler.
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.wetoken.ingest.Collector",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "kill-collector"));
    }

    /** Runs a second one on the same port. @return its exit status */
    static int onTheSamePortAs(CollectorProcess other) throws IOException, InterruptedException {
        Process second = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.wetoken.ingest.Collector",
                        "--config",
                        other.config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(other.log.toFile()))
                .start();
        if (!second.waitFor(60, TimeUnit.SECONDS)) {
            second.destroyForcibly();
            throw new IOException("The second collector still runs after a minute");
        }
        return second.exitValue();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int status(String path) throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(address() + path))).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(body.isEmpty() ? request : request.header("content-type", "application/json"));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, byte[] body, String header, String value)
            throws IOException, InterruptedException {
        return send(request(path)
                .header("content-type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        kill();
    }
}
