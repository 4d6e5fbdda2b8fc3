package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends the stack of one home from another process. */
public final class Stop {
    /** A supervisor stops its servers in up to three steps, each with its own limit. */
    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(45);

    private static final Duration LEFT_LIMIT = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 50;

    private Stop() {}

    /** @return the names of what was stopped */
    public static List<String> all(Home home) throws StackException, InterruptedException {
        if (!Files.isDirectory(home.run())) {
            return List.of();
        }
        List<String> stopped = new ArrayList<>();
        Optional<ProcessHandle> supervisor =
                PidFile.of(home.run(), "supervisor").process();
        if (supervisor.isPresent() && HomeLock.taken(home)) {
            PidFile.stop(supervisor.get(), SUPERVISOR_LIMIT);
            stopped.add("the supervisor and its servers");
        }
        long deadline = System.nanoTime() + SUPERVISOR_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<HomeLock> lock = HomeLock.take(home);
            if (lock.isPresent()) {
                try {
                    stopped.addAll(Left.stop(home, LEFT_LIMIT));
                    StackState.clear(home);
                } finally {
                    lock.get().close();
                }
                return stopped;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw StackException.failed(
                "Another command is starting the stack of " + home.dir() + "; try again when it is done");
    }
}
