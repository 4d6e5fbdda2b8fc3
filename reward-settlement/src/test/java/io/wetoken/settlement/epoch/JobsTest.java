package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    private static final Epoch DAY = Epoch.parse("2026-11-20");

    @TempDir
    private Path dir;

    @Test
    void theArgumentsAreAppendedAndTheLastLineIsKept() throws IOException, InterruptedException {
        Jobs jobs = new Jobs(dir.resolve("it's.properties"), dir.resolve("log"));
        Jobs.Result result = jobs.start("echo", "printf '%s\\n'", DAY, "--out", "a b");
        assertThat(result.status()).isZero();
        assertThat(Files.readAllLines(result.log()))
                .containsExactly(
                        "--config", dir.resolve("it's.properties").toString(), "--date", "2026-11-20", "--out", "a b");
        assertThat(result.lastLine()).isEqualTo("a b");
    }

    @Test
    void aFailureNamesJobStatusAndLog() {
        assertThatThrownBy(() -> new Jobs(dir.resolve("c"), dir).run("no", "nosuchprogram", DAY))
                .isInstanceOf(SettlementException.class)
                .message()
                .contains("job no of 2026-11-20 ended with status 127", "no-2026-11-20.log");
    }

    /** A killed settlement leaves its job running; the next run ends that job before it starts it again. */
    @Test
    void aJobThatAKilledRunLeftBehindIsEnded() throws IOException, InterruptedException {
        Process left = new ProcessBuilder("/bin/sh", "-c", "sleep 600; echo --date 2026-11-20").start();
        try {
            Files.writeString(dir.resolve("work-2026-11-20.pid"), left.pid() + "\n");
            assertThat(new Jobs(dir.resolve("c"), dir)
                            .start("work", "true", DAY)
                            .status())
                    .isZero();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !left.isAlive());
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    void aProcessThatHasTheNumberByChanceIsLeftAlone() throws IOException, InterruptedException {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(dir.resolve("work-2026-11-20.pid"), other.pid() + "\n");
            assertThat(new Jobs(dir.resolve("c"), dir)
                            .start("work", "true", DAY)
                            .status())
                    .isZero();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }
}
