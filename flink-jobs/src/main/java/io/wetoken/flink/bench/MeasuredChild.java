package io.wetoken.flink.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A main of this module that runs to its end in a process of its own, with the module's flags. */
final class MeasuredChild {
    private static final long LOOK_EVERY_MS = 50;
    private static final int TAIL = 4_000;

    private MeasuredChild() {}

    /**
     * @param out what it printed
     * @param peakMb most memory that was resident, looked at every {@value #LOOK_EVERY_MS} ms; 0 where the system does not tell
     */
    record Ended(String out, long peakMb) {
        /** The last line. */
        String last() {
            return out.strip().lines().reduce("", (before, line) -> line);
        }
    }

    /**
     * @param log for both of its outputs
     * @throws IOException unless its status is 0
     */
    static Ended run(String main, List<String> arguments, Path log) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Path options = Path.of(System.getProperty("we.root"), "flink-jobs", "jvm.options");
        line.addAll(List.of("@" + options, "-cp", System.getProperty("java.class.path"), main));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread kill = new Thread(process::destroyForcibly, "kill-child");
        Runtime.getRuntime().addShutdownHook(kill);
        long peakKb = 0;
        while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            peakKb = Math.max(peakKb, peakKb(process.pid()));
        }
        Runtime.getRuntime().removeShutdownHook(kill);
        String said = Files.readString(log);
        if (process.exitValue() != 0) {
            throw new IOException(main + " ended with status " + process.exitValue() + "; its output ends with:\n"
                    + said.substring(Math.max(0, said.length() - TAIL)));
        }
        return new Ended(said, peakKb >> 10);
    }

    private static long peakKb(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(text -> text.startsWith("VmHWM:"))
                    .mapToLong(text -> Long.parseLong(text.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }
}
