package io.wetoken.stack.launcher.supervise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a process into a session of its own, so that Ctrl-C in a terminal reaches the supervisor alone and it stops the rest in order. */
public final class Session {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private Session() {}

    /** The command line to run instead; the same one where the system has no {@code setsid} (macOS). */
    public static List<String> own(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        List<String> line = new ArrayList<>(command.size() + 1);
        line.add(SETSID.toString());
        line.addAll(command);
        return line;
    }
}
