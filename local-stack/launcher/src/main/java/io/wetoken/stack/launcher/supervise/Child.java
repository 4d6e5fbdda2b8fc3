package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.server.ServerSpec.Context;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** One server's process, its log and its state. Used by one thread at a time. */
final class Child {
    enum State {
        WAITING,
        STARTING,
        READY,
        DONE,
        DEAD,
        STOPPED
    }

    private static final long LOG_LIMIT = 16L << 20;
    private static final int TAIL_BYTES = 64 << 10;

    private final ServerSpec spec;
    private final Context context;
    private final PidFile pidFile;
    private final Path log;
    private State state = State.WAITING;
    private Process process;
    private long logStart;
    private long startedNanos;
    private double readySeconds;
    private int starts;

    Child(ServerSpec spec, Context context) {
        this.spec = spec;
        this.context = context;
        this.pidFile = PidFile.of(context.home().run(), spec.name());
        this.log = context.home().log(spec.name());
    }

    ServerSpec spec() {
        return spec;
    }

    String name() {
        return spec.name();
    }

    State state() {
        return state;
    }

    Path log() {
        return log;
    }

    int starts() {
        return starts;
    }

    /** 0 when it was never started. */
    long pid() {
        return process == null ? 0 : process.pid();
    }

    int exitValue() {
        return process.exitValue();
    }

    /** Seconds from its start until it was ready, 0 until then. */
    double readySeconds() {
        return readySeconds;
    }

    /** The port that a person talks to, or 0. */
    int port() {
        return spec.ports().isEmpty()
                ? 0
                : context.settings().number(spec.ports().get(0));
    }

    boolean serves() {
        return state == State.READY || state == State.DONE;
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    void start() throws StackException {
        context.home().clearTemporary(name());
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling(name() + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            logStart = Files.exists(log) ? Files.size(log) : 0;
            process = new ProcessBuilder(Session.own(spec.command(context)))
                    .directory(context.home().dir().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw StackException.failed("Cannot start " + name(), e);
        }
        pidFile.write(process.toHandle());
        startedNanos = System.nanoTime();
        state = State.STARTING;
        readySeconds = 0;
        starts++;
    }

    /** Looks at the process and moves its state on. */
    void look() throws StackException, InterruptedException {
        if (state == State.STARTING || state == State.READY) {
            if (!process.isAlive()) {
                state = spec.once() && process.exitValue() == 0 ? State.DONE : State.DEAD;
                readySeconds = state == State.DONE ? sinceStart().toMillis() / 1000.0 : 0;
                pidFile.delete();
            } else if (state == State.STARTING && spec.readiness(context).ready(output())) {
                state = State.READY;
                readySeconds = sinceStart().toMillis() / 1000.0;
            }
        }
    }

    void stop(Duration limit) throws StackException {
        if (process != null && process.isAlive()) {
            PidFile.stop(process.toHandle(), limit);
        }
        if (process != null) {
            pidFile.delete();
        }
        state = State.STOPPED;
    }

    /** The last of what it printed since it was started. */
    List<String> output() throws StackException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + log, e);
        }
    }
}
