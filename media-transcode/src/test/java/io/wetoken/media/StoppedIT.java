package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, stopped in the middle by Ctrl-C or by an operator. */
class StoppedIT {
    @TempDir
    private Path dir;

    @Test
    void aStoppedCommandLeavesNothingBehind() throws Exception {
        Path out = Files.createDirectory(dir.resolve("out"));
        Process process = begun(out);
        try {
            List<ProcessHandle> children = process.descendants().toList();
            assertThat(children).isNotEmpty();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            ended(children);
            assertThat(below(out)).containsExactly(out);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatAKilledCommandLeftIsRemovedByTheNext() throws Exception {
        Path out = Files.createDirectory(dir.resolve("out"));
        Process process = begun(out);
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        ended(children);
        assertThat(below(out)).as("what SIGKILL leaves").hasSizeGreaterThan(1);
        Path others = Files.createDirectory(
                out.resolve(".clip~command-" + ProcessHandle.current().pid() + "~1.partial"));

        Workplace.clearAbandoned(out.resolve("clip"));

        assertThat(below(out)).containsExactlyInAnyOrder(out, others);
    }

    /** A command at a clip of a minute that has written its first segments. */
    private Process begun(Path out) throws Exception {
        Path clip = Bundled.clip(
                dir.resolve("clip.mp4"), "-f", "lavfi", "-i", "testsrc2=s=854x480:r=30", "-t", "60", "-c:v", "mpeg4");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + TestServers.root().resolve("media-transcode/jvm.options"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.wetoken.media.Transcode",
                        clip.toString(),
                        "--out",
                        out.resolve("clip").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        Awaitility.await("segments")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        below(out).stream().anyMatch(path -> path.toString().endsWith(".m4s")));
        return process;
    }

    private static void ended(List<ProcessHandle> children) {
        Awaitility.await("the end of the children")
                .atMost(Duration.ofSeconds(10))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.toList();
        }
    }
}
