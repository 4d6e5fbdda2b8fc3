package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a supervisor that was killed left running. */
public final class Left {
    private Left() {}

    /**
     * Stops it; to be called by whoever holds the home's lock.
     *
     * @return the names of the processes that still ran
     */
    public static List<String> stop(Home home, Duration limit) throws StackException {
        Map<PidFile, ProcessHandle> running = new LinkedHashMap<>();
        for (PidFile file : PidFile.all(home.run())) {
            file.process().filter(process -> !isThis(process)).ifPresent(process -> running.put(file, process));
        }
        List<ProcessHandle> families =
                running.values().stream().flatMap(ProcessHandle::descendants).toList();
        // All are told at once, then waited for one by one.
        running.values().forEach(ProcessHandle::destroy);
        running.values().forEach(process -> PidFile.stop(process, limit));
        families.forEach(ProcessHandle::destroyForcibly);
        for (PidFile file : PidFile.all(home.run())) {
            file.delete();
        }
        return running.keySet().stream().map(PidFile::name).toList();
    }

    private static boolean isThis(ProcessHandle process) {
        return process.pid() == ProcessHandle.current().pid();
    }
}
