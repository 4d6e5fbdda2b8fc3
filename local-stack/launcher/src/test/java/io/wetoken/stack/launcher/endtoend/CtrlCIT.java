package io.wetoken.stack.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.stack.launcher.WeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtrlCIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path dir;

    private Process demo;

    @AfterEach
    void stop() throws Exception {
        if (demo != null) {
            demo.destroyForcibly();
        }
        new WeProcess(dir.resolve("home")).run("down");
    }

    /** In the worst moment: some servers are ready, some are starting. */
    @Test
    void stopsEveryProcessThatTheDemoStarted() throws Exception {
        Path home = Files.createDirectories(dir.resolve("home"));
        FreePorts ports = new FreePorts();
        Files.write(home.resolve("we.local.properties"), ports.settings());
        Path err = dir.resolve("demo.err");
        demo = new WeProcess(home)
                .start(
                        WeProcess.root().resolve("we"),
                        Map.of("WE_BUILD", "never"),
                        dir.resolve("demo.out"),
                        err,
                        "demo",
                        "--events",
                        "1000");
        await("kafka")
                .atMost(LIMIT)
                .until(() -> !demo.isAlive() || Files.readString(err).contains("kafka      ready"));
        assertThat(demo.isAlive()).as(Files.readString(err)).isTrue();
        assertThat(Processes.of(home)).hasSizeGreaterThan(3);

        new ProcessBuilder(List.of("kill", "-INT", Long.toString(demo.pid())))
                .start()
                .waitFor();

        await("the end of the demo").atMost(LIMIT).until(() -> !demo.isAlive());
        assertThat(Processes.of(home)).isEmpty();
        assertThat(ports.taken()).isEmpty();
    }
}
