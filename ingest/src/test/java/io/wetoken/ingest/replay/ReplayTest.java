package io.wetoken.ingest.replay;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.ingest.http.TestDoors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Epoch TODAY = Epoch.of(NOON);

    @TempDir
    Path dir;

    private final TestDoors doors = new TestDoors(TestDoors.openDoors(), NOON);
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void sendsEveryLineInOrderAndDeclaresItsDaysComplete() throws Exception {
        Path file = write("a.jsonl", lines(1_700) + "oops\n\n{\"kind\":\"DANCE\"}\n");

        Report report = replay(file);

        assertThat(report.sent()).isEqualTo(1_702);
        assertThat(report.accepted()).isEqualTo(1_700);
        assertThat(report.json(1.5))
                .isEqualTo(
                        "{\"sent\":1702,\"accepted\":1700,\"rejected\":2,\"sentAgain\":0,\"seconds\":1.500,\"days\":[\""
                                + TODAY.plusDays(-2) + "\",\"" + TODAY.plusDays(-1) + "\",\"" + TODAY
                                + "\"],\"reasons\":{\"NOT_JSON\":1,\"UNKNOWN_KIND\":1}}");
        assertThat(doors.log().accepted())
                .extracting(event -> event.getReceived())
                .isSorted()
                .hasSize(1_700);
        assertThat(doors.log().rejected())
                .extracting(event -> new String(
                        event.getRaw().array(),
                        event.getRaw().arrayOffset(),
                        event.getRaw().remaining(),
                        StandardCharsets.UTF_8))
                .hasSize(2);
        assertThat(doors.log().marks())
                .contains(TODAY + " COMPLETE", TODAY.plusDays(-1) + " COMPLETE", TODAY.plusDays(-2) + " COMPLETE");
    }

    @Test
    void beforeTheDamageOfAFileEverythingIsSentAndNothingIsDeclaredComplete() throws Exception {
        byte[] whole = gzip(lines(3_000));
        Path file = Files.write(dir.resolve("cut.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
        Sender sender = sender(60);
        try (RecordedLines lines = new RecordedLines(file, Sender.MAX_BYTES)) {
            assertThatThrownBy(() -> sender.send(lines))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageContaining("cut.jsonl.gz is damaged or cut short");
        }

        assertThat(sender.report().accepted()).isBetween(1_000L, 2_999L);
        assertThat(sender.report().rejected()).isZero();
        assertThat(doors.log().accepted()).hasSize((int) sender.report().accepted());
        assertThat(doors.log().marks()).noneMatch(mark -> mark.endsWith("COMPLETE"));
        assertThat(run(file.toString(), "--to", doors.address().toString())).isEqualTo(2);
    }

    @Test
    void compressedFilesAreRecognisedByContent() throws Exception {
        Path file = Files.write(dir.resolve("named.jsonl"), gzip(lines(10)));

        assertThat(replay(file).accepted()).isEqualTo(10);
    }

    @Test
    void aLineThatIsTooLongIsRefusedAlone() throws Exception {
        Path file = write("long.jsonl", lines(3) + "x".repeat(3 << 20) + "\n" + lines(2));

        Report report = replay(file);

        assertThat(report.accepted()).isEqualTo(5);
        assertThat(report.json(0)).contains("\"reasons\":{\"BODY_TOO_LARGE\":1}");
    }

    @Test
    void waitsForACollectorThatCannotTakeEvents() throws Exception {
        doors.open(false);
        Path file = write("a.jsonl", lines(5));

        CompletableFuture<Report> report = CompletableFuture.supplyAsync(() -> {
            try {
                return replay(file);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> progress.toString(StandardCharsets.UTF_8).contains("answers 503"));
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("again in 2000 ms");
        doors.open(true);

        assertThat(report.join().accepted()).isEqualTo(5);
        assertThat(report.join().json(0)).containsPattern("\"sentAgain\":([1-9][0-9]*[05]|5),");
    }

    @Test
    void givesUpWhenNobodyAnswersForTooLong() throws Exception {
        Path file = write("a.jsonl", lines(5));
        URI nobody = URI.create("http://127.0.0.1:1");

        assertThatThrownBy(() -> {
                    try (RecordedLines lines = new RecordedLines(file, Sender.MAX_BYTES)) {
                        sender(nobody, 0).send(lines);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("repeat the command");
    }

    @Test
    void theWrongCommandLineExitsWithTwo() throws Exception {
        Path file = write("a.jsonl", lines(1));
        String to = doors.address().toString();

        assertThat(run(dir.resolve("none.jsonl").toString(), "--to", to)).isEqualTo(2);
        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(run(file.toString(), "--to", "localhost")).isEqualTo(2);
        assertThat(run(file.toString(), "--to", to, "--speed", "0")).isEqualTo(2);
        assertThat(run("--to", to)).isEqualTo(2);
    }

    @Test
    void theSettingsNameTheCollector() throws Exception {
        Path file = write("a.jsonl", lines(4));
        Path config = write("we.properties", "collectors=" + doors.address() + ",http://127.0.0.1:1\n");

        assertThat(run(file.toString(), "--config", config.toString(), "--keep-open", "--speed", "1e9"))
                .isZero();
        assertThat(doors.log().accepted()).hasSize(4);
        assertThat(doors.log().marks()).noneMatch(mark -> mark.endsWith("COMPLETE"));
    }

    /** Evenly over three days, up to noon of the last. */
    private static String lines(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> aPlay().text("id", new UUID(0, i).toString())
                        .received(NOON - 2 * DAY + i * 2 * DAY / Math.max(1, count - 1))
                        .json())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Report replay(Path file) throws IOException, InterruptedException {
        Sender sender = sender(60);
        try (RecordedLines lines = new RecordedLines(file, Sender.MAX_BYTES)) {
            sender.send(lines);
        }
        sender.complete();
        return sender.report();
    }

    private Sender sender(long patienceSeconds) {
        return sender(doors.address(), patienceSeconds);
    }

    private Sender sender(URI collector, long patienceSeconds) {
        PrintStream out = new PrintStream(progress, true, StandardCharsets.UTF_8);
        Clock clock = Clock.systemUTC();
        return new Sender(
                new DoorClient(collector, Duration.ofSeconds(patienceSeconds), clock, out, "replay"),
                Double.POSITIVE_INFINITY,
                clock,
                out);
    }

    private static int run(String... arguments) {
        return new CommandLine(new Replay()).execute(arguments);
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(dir.resolve(name), List.of(text.split("\n", -1)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
