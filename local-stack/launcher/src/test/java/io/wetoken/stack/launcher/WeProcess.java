package io.wetoken.stack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script {@code ./we}, run as a person would. */
public final class WeProcess {
    private final Path home;

    public WeProcess(Path home) {
        this.home = home;
    }

    public static Path root() {
        return Path.of(System.getProperty("we.root"));
    }

    public record Ended(int status, String out, String err) {}

    /** Runs it to its end. */
    public Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("we", ".out");
        Path err = Files.createTempFile("we", ".err");
        Process process = start(root().resolve("we"), Map.of("WE_BUILD", "never"), out, err, arguments);
        if (!process.waitFor(12, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "./we " + String.join(" ", arguments) + " did not end; it printed:\n" + Files.readString(err));
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return ended;
    }

    /** Starts a script in the background; the environment is added to this process's. */
    public Process start(Path script, Map<String, String> environment, Path out, Path err, String... arguments)
            throws IOException {
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(root().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("WE_HOME", home.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
