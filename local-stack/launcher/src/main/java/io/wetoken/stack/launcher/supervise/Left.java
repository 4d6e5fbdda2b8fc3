package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a supervisor that was killed left running. */
public final class Left {
    private Left() {}

    /**
     * Stops it; to be called by whoever holds the home's lock.
     *
     * @return the names of the processes that still ran
     */
    public static List<String> stop(Home home, Duration limit) throws StackException {
        List<String> stopped = new ArrayList<>();
        // All are told at once, then waited for one by one.
        for (PidFile file : PidFile.all(home.run())) {
            file.process().filter(process -> !isThis(process)).ifPresent(ProcessHandle::destroy);
        }
        for (PidFile file : PidFile.all(home.run())) {
            Optional<ProcessHandle> process = file.process();
            if (process.isPresent() && !isThis(process.get())) {
                PidFile.stop(process.get(), limit);
                stopped.add(file.name());
            }
            file.delete();
        }
        return stopped;
    }

    private static boolean isThis(ProcessHandle process) {
        return process.pid() == ProcessHandle.current().pid();
    }
}
