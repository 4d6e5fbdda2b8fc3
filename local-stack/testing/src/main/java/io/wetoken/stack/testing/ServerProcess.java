package io.wetoken.stack.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One server as a child process. Its directory outlives {@link #kill} and {@link #restart} and goes with {@link #close}; its ports stay the same over
 * restarts.
 */
public abstract class ServerProcess implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int TAIL_LINES = 25;

    private final String name;
    private final Path dir;
    private final Path log;
    private final Function<Path, List<String>> command;
    private final Thread atExit = new Thread(this::destroy, "kill-server");
    private Process process;
    private int linesBefore;

    /** @param command the command line, given the directory for the server's data */
    ServerProcess(String name, Function<Path, List<String>> command) throws IOException {
        this.name = name;
        this.command = command;
        this.dir = Files.createTempDirectory("wetoken-" + name + "-");
        Path logs = Files.createDirectories(Path.of("target/servers").toAbsolutePath());
        this.log = Files.createTempFile(logs, name + "-", ".log");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** True when the process serves; asked repeatedly. */
    abstract boolean ready() throws IOException;

    final void start() throws IOException {
        linesBefore = lines().size();
        process = new ProcessBuilder(command.apply(dir))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            Awaitility.await(name)
                    .atMost(READY_LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || ready());
        } catch (ConditionTimeoutException e) {
            throw new IOException(name + " is not ready after " + READY_LIMIT.toMinutes() + " min; " + tail(), e);
        }
        if (!process.isAlive()) {
            throw new IOException(name + " ended with status " + process.exitValue() + " while starting; " + tail());
        }
    }

    /** Ends the process by SIGKILL, as a power failure would; returns when it is gone. */
    public final void kill() {
        process.destroyForcibly();
        awaitEnd(STOP_LIMIT);
    }

    /** Starts the process again, after SIGKILL if it still runs, on the same ports and data; returns when it is ready. */
    public final void restart() throws IOException {
        kill();
        start();
    }

    public final boolean isAlive() {
        return process.isAlive();
    }

    public final long pid() {
        return process.pid();
    }

    /** Where everything that the process printed is kept. */
    public final Path log() {
        return log;
    }

    @Override
    public final void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        destroy();
    }

    /** What the process printed since its latest start. */
    final List<String> output() throws IOException {
        List<String> all = lines();
        return all.subList(linesBefore, all.size());
    }

    private List<String> lines() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        }
    }

    private void destroy() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(STOP_LIMIT);
        }
        try {
            delete(dir);
        } catch (IOException e) {
            System.err.println("Cannot delete " + dir + ": " + e);
        }
    }

    private void awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        name + " (pid " + process.pid() + ") lives " + limit.toSeconds() + " s after SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the end of " + name, e);
        }
    }

    private String tail() throws IOException {
        List<String> lines = output();
        return "its log is " + log + " and ends with:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    static void delete(Path dir) throws IOException {
        Files.walkFileTree(dir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
