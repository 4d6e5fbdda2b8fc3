package io.wetoken.media;

import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A worker as an operator runs it: its main, in a process of its own. */
final class WorkerProcess implements AutoCloseable {
    private final Path log;
    private final Process process;

    WorkerProcess(Path config, Path log) throws IOException {
        this.log = log;
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + TestServers.root().resolve("media-transcode/jvm.options"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.wetoken.media.MediaWorker",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill-worker"));
        Awaitility.await("worker")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive() || output().contains("READY "));
        if (!process.isAlive()) {
            throw new IOException("The worker ended with status " + process.exitValue() + ": " + output());
        }
    }

    String name() {
        return Long.toString(process.pid());
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** As a power failure would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** @return its exit status, after SIGTERM */
    int terminate() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
