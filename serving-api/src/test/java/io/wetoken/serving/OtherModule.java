package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main of another module, in a process of its own with that module's class path, as {@code ./we} starts it. */
public final class OtherModule {
    private OtherModule() {}

    public static Process start(String module, String main, Path log, String... arguments) throws IOException {
        Path home = TestServers.root().resolve(module);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("jvm.options"),
                "-cp",
                home.resolve("target/classes") + ":"
                        + Files.readString(home.resolve("target/classpath.txt")).strip(),
                main));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill-" + main));
        return process;
    }

    /** Runs it to its end, which must be a good one. */
    static void run(String module, String main, Path log, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(module, main, log, arguments);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(main + " ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
