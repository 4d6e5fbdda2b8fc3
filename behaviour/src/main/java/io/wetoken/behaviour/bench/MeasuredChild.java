package io.wetoken.behaviour.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A main that runs to its end in a process of its own, from cold, with its module's flags. */
public final class MeasuredChild {
    private static final long LOOK_EVERY_MS = 20;
    private static final int TAIL = 4_000;

    private MeasuredChild() {}

    /**
     * @param out what it printed
     * @param seconds from its start to its end
     * @param peakMb most memory that was resident, looked at every {@value #LOOK_EVERY_MS} ms; 0 where the system does not tell
     */
    public record Ended(String out, double seconds, long peakMb) {
        /** The last line. */
        public String last() {
            return out.strip().lines().reduce("", (before, line) -> line);
        }
    }

    /**
     * @param module in whose directory its flags lie
     * @param main on the class path of this process
     * @param log for both of its outputs
     * @throws IOException unless its status is 0
     */
    public static Ended run(String module, String main, List<String> arguments, Path log)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        Path options = Path.of(System.getProperty("we.root"), module, "jvm.options");
        line.addAll(List.of("@" + options, "-cp", System.getProperty("java.class.path"), main));
        line.addAll(arguments);
        long start = System.nanoTime();
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
        double seconds = (System.nanoTime() - start) / 1e9;
        Runtime.getRuntime().removeShutdownHook(kill);
        String said = Files.readString(log);
        if (process.exitValue() != 0) {
            throw new IOException(main + " ended with status " + process.exitValue() + "; its output ends with:\n"
                    + said.substring(Math.max(0, said.length() - TAIL)));
        }
        return new Ended(said, seconds, peakKb >> 10);
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
