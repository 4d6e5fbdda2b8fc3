package io.wetoken.stack.launcher;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.HomeLock;
import io.wetoken.stack.launcher.supervise.Session;
import io.wetoken.stack.launcher.supervise.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The supervisor as a process that outlives the command and its terminal. */
final class Background {
    private static final long LOOK_MILLIS = 100;
    private static final int TAIL_LINES = 30;

    private Background() {}

    /** Starts it and returns when all servers are ready. */
    static void start(Home home, Installation installation, List<String> assignments, Consumer<String> tell)
            throws StackException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("up", "--foreground"));
        assignments.forEach(assignment -> arguments.addAll(List.of("--set", assignment)));
        List<String> command = installation.java(
                "local-stack/launcher",
                We.class.getName(),
                List.of("-Dwe.root=" + installation.root(), "-Dwe.home=" + home.dir()),
                arguments);
        StackState.clear(home);
        Path log = home.log("supervisor");
        Process process;
        try {
            process = new ProcessBuilder(Session.own(command))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw StackException.failed("Cannot start the supervisor", e);
        }
        Set<String> told = new HashSet<>();
        while (true) {
            boolean alive = process.isAlive();
            Optional<StackState> state = StackState.read(home);
            state.ifPresent(known -> progress(known, told, tell));
            if (state.isPresent() && state.get().state().equals("READY")) {
                return;
            }
            if (!alive) {
                throw StackException.failed("The stack did not start; the log of the supervisor is " + log
                        + " and ends with:\n" + tail(log));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Waits for a supervisor that another command started, until it is ready or gone. */
    static StackState await(Home home, Consumer<String> tell) throws StackException, InterruptedException {
        Set<String> told = new HashSet<>();
        while (true) {
            Optional<StackState> state = StackState.read(home);
            if (state.isPresent() && !state.get().state().equals("STARTING")) {
                return state.get();
            }
            state.ifPresent(known -> progress(known, told, tell));
            if (!HomeLock.taken(home)) {
                throw StackException.failed(
                        "The stack of " + home.dir() + " ended while starting; its log is " + home.log("supervisor"));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static void progress(StackState state, Set<String> told, Consumer<String> tell) {
        for (StackState.Server server : state.servers()) {
            if (server.seconds() > 0 && told.add(server.name())) {
                tell.accept(String.format(Locale.ROOT, "  %-10s ready in %4.1f s", server.name(), server.seconds()));
            }
        }
    }

    private static String tail(Path log) throws StackException {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + log, e);
        }
    }
}
