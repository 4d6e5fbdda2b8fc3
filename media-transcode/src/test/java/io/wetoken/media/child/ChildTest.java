package io.wetoken.media.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child may not do, whatever it is. */
class ChildTest {
    private static final Allowance ENOUGH = new Allowance(60, 4L << 30, 64 << 20, Duration.ofMinutes(1));

    @TempDir
    private Path dir;

    private Ended run(Allowance allowance, String... command) throws IOException, InterruptedException {
        return new Child(Binaries.load()).run(List.of(command), dir, allowance, () -> false);
    }

    private static List<Long> sleeping(String seconds) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(seconds))
                        .orElse(false))
                .map(ProcessHandle::pid)
                .toList();
    }

    @Test
    void itsOutputErrorsAndStatusAreToldApart() throws Exception {
        Ended ended = run(ENOUGH, "/bin/sh", "-c", "echo out; echo err >&2; exit 7");
        assertThat(ended.out()).isEqualTo("out\n");
        assertThat(ended.errors()).containsExactly("err");
        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.tooCostly(ENOUGH)).isFalse();
        assertThat(ended.interrupted(ENOUGH)).isFalse();
    }

    @Test
    void argumentsAreWordsAndNothingElse() throws Exception {
        String[] words = {"$HOME", "`id`", "a b", "'", "\"", ";", "", "*", "\n", "-n"};
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "printf '<%s>' \"$@\"", "sh"));
        line.addAll(List.of(words));
        assertThat(run(ENOUGH, line.toArray(String[]::new)).out()).isEqualTo("<" + String.join("><", words) + ">");
    }

    @Test
    void itSeesNothingOfOurEnvironmentAndNoInput() throws Exception {
        assertThat(run(ENOUGH, "/usr/bin/env").out().lines().map(line -> line.replaceAll("=.*", "")))
                .isSubsetOf("LD_LIBRARY_PATH", "LC_ALL", "PATH", "AV_LOG_FORCE_NOCOLOR", "PWD", "OLDPWD", "SHLVL", "_");
        assertThat(run(ENOUGH, "/bin/sh", "-c", "cat").out()).isEmpty();
        assertThat(run(ENOUGH, "/bin/sh", "-c", "pwd").out().strip())
                .isEqualTo(dir.toRealPath().toString());
    }

    @Test
    void itsProcessorTimeIsLimited() throws Exception {
        Allowance second = new Allowance(1, 4L << 30, 1 << 20, Duration.ofMinutes(1));
        Ended ended = run(second, "/bin/sh", "-c", "while :; do :; done");
        assertThat(ended.tooCostly(second)).as("%s", ended).isTrue();
        assertThat(ended.overTime()).isFalse();
        assertThat(ended.cpuSeconds()).isBetween(.9, 2.5);
    }

    @Test
    void itsTimeIsLimitedAndNothingOfItStays() throws Exception {
        Allowance moment = new Allowance(60, 4L << 30, 1 << 20, Duration.ofMillis(300));
        Ended ended = run(moment, "sleep", "4711");
        assertThat(ended.overTime()).isTrue();
        assertThat(ended.tooCostly(moment)).isTrue();
        assertThat(sleeping("4711")).isEmpty();
    }

    @Test
    void whatItWritesIsLimited() throws Exception {
        Allowance little = new Allowance(60, 4L << 30, 1 << 20, Duration.ofMinutes(1));
        Ended ended = run(little, "dd", "if=/dev/zero", "of=" + dir.resolve("big"), "bs=65536", "count=100");
        assertThat(ended.status()).isNotZero();
        assertThat(Files.size(dir.resolve("big"))).isLessThanOrEqualTo(1 << 20);
        assertThat(ended.tooCostly(little)).as("%s", ended).isTrue();

        Ended stopped = new Child(Binaries.load()).run(List.of("sleep", "4712"), dir, ENOUGH, () -> true);
        assertThat(stopped.overSize()).isTrue();
        assertThat(sleeping("4712")).isEmpty();
    }

    @Test
    void itsMemoryIsLimited() throws Exception {
        Allowance little = new Allowance(60, 400 << 20, 64 << 20, Duration.ofMinutes(1));
        Ended whole = run(little, "dd", "if=/dev/zero", "of=/dev/null", "bs=600M", "count=1");
        assertThat(whole.status()).as("%s", whole).isNotZero();
        Ended half = run(little, "dd", "if=/dev/zero", "of=/dev/null", "bs=200M", "count=1");
        assertThat(half.status()).as("%s", half).isZero();
    }

    /** Which of its threads meets the end of memory is chance: it may end with any status, also 0 as if the film were over, or hang until its time is up. */
    @Test
    void ffmpegWithoutMemoryIsTooCostlyHoweverItEnds() throws Exception {
        Binaries binaries = Binaries.load();
        Allowance little = new Allowance(60, 400 << 20, 64 << 20, Duration.ofSeconds(10));
        String[] line = {
            binaries.ffmpeg().toString(),
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "color=s=8000x8000",
            "-frames:v",
            "20",
            "-vf",
            "reverse",
            "-f",
            "null",
            "-"
        };
        Ended ended = run(little, line);
        assertThat(ended.tooCostly(little)).as("%s", ended).isTrue();
    }

    @Test
    void anInterruptedWaitEndsIt() throws Exception {
        Thread waiting = new Thread(() -> {
            try {
                run(ENOUGH, "sleep", "4713");
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !sleeping("4713").isEmpty());
        waiting.interrupt();
        waiting.join();
        assertThat(sleeping("4713")).isEmpty();
    }

    @Test
    void endlessComplaintsAreKeptInPart() throws Exception {
        Ended ended = run(ENOUGH, "/bin/sh", "-c", "echo first >&2; yes complaint | head -n 100000 >&2; echo last >&2");
        assertThat(ended.errors()).hasSizeLessThan(12_000).startsWith("first").endsWith("last");
        assertThat(ended.status()).isZero();
    }
}
