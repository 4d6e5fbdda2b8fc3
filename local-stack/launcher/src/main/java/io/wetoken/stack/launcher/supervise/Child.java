package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.server.ServerSpec.Context;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final ServerSpec spec;
    private final Context context;
    private final PidFile pidFile;
    private final Path log;
    private State state = State.WAITING;
    private Process process;
    private long logStart;
    private long startedNanos;
    private double readySeconds;
    private final Deque<Long> startsNanos = new ArrayDeque<>();

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

    int startsInAnHour() {
        long hourAgo = System.nanoTime() - HOUR_NANOS;
        startsNanos.removeIf(start -> start - hourAgo < 0);
        return startsNanos.size();
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
        startsNanos.addLast(System.nanoTime());
        context.home().clearTemporary(name());
        boundLog();
        try {
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
    }

    /** Keeps the newest two stretches of the log. The process appends, so what it prints next begins the emptied file. */
    private void boundLog() throws StackException {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                keepAside(log.resolveSibling(name() + ".log.1"));
                try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
                    file.truncate(0);
                }
                logStart = 0;
            }
        } catch (IOException e) {
            throw StackException.failed("Cannot shorten " + log, e);
        }
    }

    /** On a full disk the older stretch is given up, for the newer one says what is wrong. */
    private void keepAside(Path older) throws IOException {
        try {
            Files.copy(log, older, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(older);
        }
    }

    /** Ends a process that does not become ready; the next look finds it dead. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Looks at the process and moves its state on. */
    void look() throws StackException, InterruptedException {
        if (state == State.READY) {
            boundLog(); // Not before: what it prints tells that it is ready.
        }
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
