package io.wetoken.stack.launcher.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who works for a stack: every process that its home was handed to, by its command line or its environment. */
final class Processes {
    private Processes() {}

    static List<String> of(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(ProcessHandle::isAlive)
                .filter(process -> mentions(process, home.toString()))
                .map(process -> process.pid() + " " + process.info().command().orElse("?"))
                .toList();
    }

    private static boolean mentions(ProcessHandle process, String home) {
        Path kernel = Path.of("/proc", Long.toString(process.pid()));
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return process.info().commandLine().orElse("").contains(home);
        }
        return read(kernel.resolve("cmdline")).contains(home)
                || read(kernel.resolve("environ")).contains(home);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }
}
