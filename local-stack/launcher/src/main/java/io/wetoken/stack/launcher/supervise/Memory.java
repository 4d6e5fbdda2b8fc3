package io.wetoken.stack.launcher.supervise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory of processes, as the system counts it. */
public final class Memory {
    private Memory() {}

    /** Kilobytes; 0 when the process is gone. */
    public static long rssKb(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            if (!Files.isDirectory(Path.of("/proc/self"))) {
                return psRssKb(pid);
            }
            try (Stream<String> lines = Files.lines(status)) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            }
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    /** This process and everything that descends from it. */
    public static long familyKb() {
        ProcessHandle self = ProcessHandle.current();
        return rssKb(self.pid())
                + self.descendants().mapToLong(child -> rssKb(child.pid())).sum();
    }

    private static long psRssKb(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return text.matches("[0-9]+") ? Long.parseLong(text) : 0;
    }
}
