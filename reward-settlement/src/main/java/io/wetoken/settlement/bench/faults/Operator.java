package io.wetoken.settlement.bench.faults;

import io.wetoken.behaviour.Epoch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One {@link FaultyRun} as a process. */
final class Operator implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final OutputStream told;

    /** @param fileBlocks how many blocks of 512 bytes a file may have; empty: any */
    Operator(Path settings, Epoch epoch, Optional<Integer> fileBlocks) throws IOException {
        List<String> line = new ArrayList<>();
        // The shell is there for the limit, and for nothing that a process started plainly would not do.
        String limit = fileBlocks.map(blocks -> "ulimit -f " + blocks + "; ").orElse("");
        line.addAll(List.of("sh", "-c", limit + "exec \"$@\"", "operator"));
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FaultyRun.class.getName(),
                settings.toString(),
                epoch.toString()));
        process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        told = process.getOutputStream();
    }

    /** The next thing that it says; empty when it is gone. */
    Optional<String> next() throws IOException {
        String line = said.readLine();
        while (line != null && !line.matches("(AT|END|FAILED) .*")) {
            line = said.readLine();
        }
        return Optional.ofNullable(line);
    }

    void goOn() {
        try {
            told.write('\n');
            told.flush();
        } catch (IOException e) {
            // It died meanwhile; next() says so.
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it for a time, as a laptop's lid or a long collection of garbage does. */
    void freeze(long millis) throws IOException, InterruptedException {
        signal("STOP");
        TimeUnit.MILLISECONDS.sleep(millis);
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
