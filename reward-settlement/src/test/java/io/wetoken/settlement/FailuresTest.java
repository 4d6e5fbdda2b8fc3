package io.wetoken.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.settlement.chain.ChainException;
import io.wetoken.settlement.epoch.SettlementException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a person reads when a command fails, and what is kept for whoever must find out why. */
class FailuresTest {
    @TempDir
    private Path dir;

    private final StringWriter err = new StringWriter();

    /** Loads the settings, as every command does, and fails. */
    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        private final Exception failure;

        @Mixin
        private ConfigOption config;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            config.load();
            throw failure;
        }
    }

    @Test
    void wrongInputIsTwoAndOneLine() throws IOException {
        assertThat(exit(new InputException("--date must be a date"))).isEqualTo(2);
        assertThat(err).hasToString("--date must be a date" + System.lineSeparator());
        assertThat(traces()).isEmpty();
    }

    @Test
    void workThatFailedForAKnownReasonIsOneAndOneLine() throws IOException {
        assertThat(exit(new SettlementException("the plan was changed"))).isEqualTo(1);
        assertThat(exit(new ChainException("No node answers"))).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("the plan was changed", "No node answers");
        assertThat(traces()).isEmpty();
    }

    /** A number that cannot be parsed deep inside is nobody's input. */
    @Test
    void anUnexpectedExceptionIsOneAndItsTraceIsInTheFileThatIsNamed() throws IOException {
        assertThat(exit(new NumberFormatException("For input string: \"x\""))).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("Unexpected: java.lang.NumberFormatException: For input string: \"x\" (its trace: ")
                .contains(traces().get(0).toString());
        assertThat(traces())
                .singleElement()
                .satisfies(trace -> assertThat(trace)
                        .content()
                        .contains("NumberFormatException", "at io.wetoken.settlement.FailuresTest"));
    }

    @Test
    void anUnexpectedExceptionWithoutAMessageIsNamed() throws IOException {
        assertThat(exit(new IllegalStateException())).isEqualTo(1);
        assertThat(err.toString()).startsWith("Unexpected: java.lang.IllegalStateException (its trace: ");
        assertThat(traces()).hasSize(1);
    }

    @Test
    void whatTheStoreSaysOfItselfIsNotLostInItsCause() throws IOException {
        assertThat(exit(new UncheckedIOException("HBase behind ZooKeeper here:1 failed", new IOException("timeout"))))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("HBase behind ZooKeeper here:1 failed (its trace: ");
        assertThat(traces())
                .singleElement()
                .satisfies(trace -> assertThat(trace).content().contains("Caused by: java.io.IOException: timeout"));
    }

    @Test
    void aMissingFileSaysThatItIsMissing() throws IOException {
        assertThat(exit(new NoSuchFileException("plan/payouts.csv"))).isEqualTo(1);
        assertThat(err.toString()).startsWith("plan/payouts.csv: no such file or directory (its trace: ");
        assertThat(traces()).hasSize(1);
    }

    @Test
    void withoutALogDirectoryTheTraceIsShown() throws IOException {
        Files.writeString(dir.resolve("log"), "a file where the directory should be");
        assertThat(exit(new IllegalStateException("oops"))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("Unexpected: java.lang.IllegalStateException: oops (its trace cannot be kept: ")
                .contains("at io.wetoken.settlement.FailuresTest");
    }

    @Test
    void settingsThatAreWrongAreInput() {
        StringWriter said = new StringWriter();
        int status = EpochCommand.commandLine()
                .setErr(new PrintWriter(said))
                .execute("list", "--config", dir.resolve("none.properties").toString());
        assertThat(status).isEqualTo(2);
        assertThat(said.toString()).startsWith("Cannot read the settings in ").contains("no such file");
    }

    private int exit(Exception failure) throws IOException {
        Path settings = dir.resolve("we.properties");
        Files.write(
                settings,
                Stream.concat(
                                Stream.of("log.dir=" + dir.resolve("log")),
                                Stream.of(
                                                "hbase.zookeeper",
                                                "chain.url",
                                                "chain.contracts",
                                                "secrets.dir",
                                                "collectors",
                                                "archive.dir",
                                                "epochs.dir",
                                                "job.close",
                                                "job.statistics",
                                                "job.scores")
                                        .map(key -> key + "=none"))
                        .toList());
        return new CommandLine(new Failing(failure))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, command))
                .execute("--config", settings.toString());
    }

    private List<Path> traces() throws IOException {
        Path log = dir.resolve("log");
        if (!Files.isDirectory(log)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".trace")).toList();
        }
    }
}
