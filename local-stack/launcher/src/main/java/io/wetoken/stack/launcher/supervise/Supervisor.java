package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.server.ServerSpec.Context;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs the servers of one stack. Whatever has what it needs is started at once, so what does not depend on each other starts together. A server that
 * dies is named with its log and started again, a bounded number of times an hour; closing stops everything in the reverse order of the needs. What other
 * commands read of it is written as well as the disk allows: a full one must not keep it from watching, and least of all from stopping what it started.
 */
public final class Supervisor implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    private static final int TAIL_LINES = 20;
    private static final long LOW_DISK_MB = 100;

    private final List<Child> children;
    private final Home home;
    private final Duration startLimit;
    private final Duration stopLimit;
    private final int mostStarts;
    private final Consumer<String> tell;
    private volatile boolean stopping;
    private String written = "";
    private boolean unwritable;

    /** @param tell gets one line for each thing that a person should know */
    public Supervisor(List<ServerSpec> specs, Context context, Consumer<String> tell) {
        this.children = specs.stream().map(spec -> new Child(spec, context)).toList();
        this.home = context.home();
        this.startLimit = Duration.ofSeconds(context.settings().number("stack.startSeconds"));
        this.stopLimit = Duration.ofSeconds(context.settings().number("stack.stopSeconds"));
        this.mostStarts = context.settings().number("stack.startsAnHour");
        this.tell = tell;
    }

    /**
     * Starts everything and returns when all are ready.
     *
     * @throws StackException naming the server that ended or did not become ready, and its log; what was started is still to be closed
     */
    public void start() throws StackException, InterruptedException {
        PidFile.of(home.run(), "supervisor").write(ProcessHandle.current());
        try {
            while (!stopping && !step()) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (StackException e) {
            say("FAILED", e.getMessage());
            throw e;
        }
    }

    private synchronized boolean step() throws StackException, InterruptedException {
        if (stopping) {
            return true;
        }
        for (Child child : children) {
            Child.State before = child.state();
            if (before == Child.State.WAITING && hasNeeds(child)) {
                child.start();
            } else if (before == Child.State.STARTING) {
                child.look();
                if (child.state() == Child.State.DEAD) {
                    throw StackException.failed(ended(child) + " while starting; " + tail(child));
                }
                if (child.serves()) {
                    tell.accept(String.format(
                            Locale.ROOT, "  %-10s ready in %4.1f s", child.name(), seconds(child.sinceStart())));
                } else if (child.sinceStart().compareTo(startLimit) > 0) {
                    throw StackException.failed(child.name() + " is not ready after " + startLimit.toSeconds()
                            + " s (stack.startSeconds); " + tail(child));
                }
            }
        }
        boolean ready = children.stream().allMatch(Child::serves);
        say(ready ? "READY" : "STARTING", "");
        return ready;
    }

    /**
     * Watches until {@link #close} is called.
     *
     * @throws StackException when a server ended more often than it is started again
     */
    public void watch() throws StackException, InterruptedException {
        boolean diskTold = false;
        while (!stopping) {
            watchOnce();
            if (!stopping && !diskTold && Preflight.freeMb(home) < LOW_DISK_MB) {
                diskTold = true;
                tell.accept("The disk of " + home.dir() + " is nearly full: " + Preflight.freeMb(home)
                        + " MB are free. Servers will fail; what they acknowledged is kept");
            }
            Thread.sleep(LOOK_MILLIS * 3);
        }
    }

    private synchronized void watchOnce() throws StackException, InterruptedException {
        if (stopping) {
            return;
        }
        for (Child child : children) {
            Child.State before = child.state();
            child.look();
            if (child.state() == Child.State.DEAD) {
                if (child.startsInAnHour() >= mostStarts) {
                    String message = ended(child) + ", having been started " + mostStarts + " times within an hour; "
                            + tail(child);
                    say("FAILED", message);
                    throw StackException.failed(message);
                }
                tell.accept(ended(child) + "; its log is " + child.log() + "; it is started again");
                child.start();
            } else if (before == Child.State.STARTING && child.serves()) {
                tell.accept(String.format(
                        Locale.ROOT, "%s is ready again after %.1f s", child.name(), seconds(child.sinceStart())));
            } else if (child.state() == Child.State.STARTING
                    && child.sinceStart().compareTo(startLimit) > 0) {
                tell.accept(child.name() + " is not ready after " + startLimit.toSeconds()
                        + " s (stack.startSeconds) and is killed");
                child.kill();
            }
        }
        say(children.stream().allMatch(Child::serves) ? "READY" : "STARTING", "");
    }

    /** The process of a server; 0 while it was never started. */
    public synchronized long pid(String name) {
        return child(name).pid();
    }

    /** Whether a server is ready, as it was last looked at. */
    public synchronized boolean serves(String name) {
        return child(name).serves();
    }

    private Child child(String name) {
        return children.stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no server " + name));
    }

    /** Stops everything; may be called from a shutdown hook, and more than once. */
    @Override
    public void close() throws StackException {
        stopping = true;
        synchronized (this) {
            say("STOPPING", "");
            List<Child> order = new ArrayList<>(children);
            while (!order.isEmpty()) {
                List<Child> last = order.stream()
                        .filter(child -> order.stream()
                                .noneMatch(other -> other.spec().needs().contains(child.name())))
                        .toList();
                stop(last);
                order.removeAll(last);
            }
            PidFile.of(home.run(), "supervisor").delete();
            say("STOPPED", "");
        }
    }

    private void stop(List<Child> together) throws StackException {
        List<Thread> threads = new ArrayList<>();
        List<StackException> failures = Collections.synchronizedList(new ArrayList<>());
        for (Child child : together) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            child.stop(stopLimit);
                        } catch (StackException e) {
                            failures.add(e);
                        }
                    },
                    "stop-" + child.name());
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw StackException.failed("Interrupted while stopping " + thread.getName());
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private boolean hasNeeds(Child child) {
        List<String> serving =
                children.stream().filter(Child::serves).map(Child::name).toList();
        return serving.containsAll(child.spec().needs());
    }

    private static String ended(Child child) {
        return child.name() + " (process " + child.pid() + ") ended with status " + child.exitValue();
    }

    private String tail(Child child) throws StackException {
        List<String> lines = child.output();
        String disk = Preflight.freeMb(home) < LOW_DISK_MB
                ? "\nThe disk of " + home.dir() + " is nearly full: " + Preflight.freeMb(home) + " MB are free"
                : "";
        return "its log is " + child.log() + " and ends with:\n"
                + lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
                        .map(line -> "    " + line)
                        .collect(Collectors.joining("\n"))
                + disk;
    }

    private void say(String state, String message) {
        List<StackState.Server> servers = children.stream()
                .map(child -> new StackState.Server(
                        child.name(),
                        child.state().name(),
                        child.pid(),
                        child.port(),
                        child.log().toString(),
                        child.readySeconds()))
                .toList();
        StackState now = new StackState(state, message, ProcessHandle.current().pid(), servers);
        if (now.toString().equals(written)) {
            return;
        }
        try {
            now.write(home);
            written = now.toString();
            unwritable = false;
        } catch (StackException e) {
            if (!unwritable) {
                unwritable = true;
                tell.accept(e.getMessage() + "; ./we status shows an older state until that works again");
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
