package io.wetoken.settlement.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A main of this module in a process of its own, from cold, with the module's flags. */
final class Child {
    private static final long LOOK_EVERY_MS = 20;

    private Child() {}

    /**
     * @param out what it printed
     * @param seconds from its start to its end
     * @param peakMb most memory that was resident, looked at every {@value #LOOK_EVERY_MS} ms; 0 where the system does not tell
     */
    record Ended(String out, double seconds, long peakMb) {}

    /**
     * @param log for both of its outputs
     * @throws IOException unless its status is 0
     */
    static Ended run(Class<?> main, List<String> arguments, Path log) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.add("@" + Path.of(System.getProperty("we.root"), "reward-settlement", "jvm.options"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
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
        String out = Files.readString(log);
        if (process.exitValue() != 0) {
            throw new IOException(main.getName() + " ended with status " + process.exitValue() + ": " + out);
        }
        return new Ended(out, seconds, peakKb >> 10);
    }

    private static long peakKb(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(text -> text.startsWith("VmHWM:"))
                    .mapToLong(text -> Long.parseLong(text.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0; // It has gone meanwhile.
        }
    }
}
