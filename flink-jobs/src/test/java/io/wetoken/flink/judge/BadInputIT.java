package io.wetoken.flink.judge;

import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.flink.guard.AnEvent;
import io.wetoken.stack.testing.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputIT {
    private static final String GOOD = Lines.of(aLike().numbered(1).at(NOON));
    private static final String ALSO_GOOD =
            Lines.of(aLike().numbered(2).by("Zoë").at(NOON + 1));

    @TempDir
    Path dir;

    private Path in;
    private Path out;

    @BeforeEach
    void name() {
        in = dir.resolve("log.jsonl");
        out = dir.resolve("judged.jsonl");
    }

    @Test
    void aLineThatCannotBeUsedIsNamedAndLeftOutAndTheRestIsJudged() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((GOOD + "\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.write("hello\n\n".getBytes(StandardCharsets.UTF_8));
        bytes.write((GOOD.replace("LIKE", "DANCE") + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.write(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}', '\n'});
        bytes.write(("{\"text\":\"" + "x".repeat(1 << 20) + "\"}\n").getBytes(StandardCharsets.UTF_8));
        bytes.write((GOOD.substring(0, 40) + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.write(ALSO_GOOD.getBytes(StandardCharsets.UTF_8)); // No line's end at the end.
        Files.write(in, bytes.toByteArray());

        Judging judging = Judging.of("--in", in, "--out", out, "--json");

        assertThat(judging.status()).isZero();
        JsonNode summary = judging.summary();
        assertThat(summary.path("lines").asInt()).isEqualTo(8);
        assertThat(summary.path("skipped").asInt()).isEqualTo(6);
        assertThat(summary.path("valid").asInt()).isEqualTo(2);
        List<String> messages = judging.problems();
        assertThat(messages).hasSize(6);
        assertThat(messages.get(0)).startsWith(in + ":2: is not JSON: ");
        assertThat(messages.get(1)).isEqualTo(in + ":3: is not a JSON object");
        assertThat(messages.get(2)).isEqualTo(in + ":4: has the unknown kind 'DANCE'");
        assertThat(messages.get(3)).isEqualTo(in + ":5: is not UTF-8");
        assertThat(messages.get(4)).isEqualTo(in + ":6: is longer than 1048576 bytes");
        assertThat(messages.get(5)).startsWith(in + ":7: is not JSON: ");
        String verdict = ",\"verdict\":\"VALID\",\"reasons\":[],\"trustPpm\":1000000}";
        assertThat(Files.readString(out))
                .isEqualTo(GOOD.replace("}", verdict) + "\n" + ALSO_GOOD.replace("}", verdict) + "\n");
    }

    @Test
    void aFileWithoutAUsableLineIsWrongInput() throws IOException {
        Files.writeString(in, "one\ntwo\nthree\n");
        assertThatItIsRefused("has no usable line (of 3); nothing is written");
        Files.writeString(in, "");
        assertThatItIsRefused("has no usable line (of 0); nothing is written");
    }

    @Test
    void aTruncatedGzipIsRefusedWhereverItIsCut() throws IOException {
        in = dir.resolve("log.jsonl.gz");
        byte[] whole = packed(someLines());
        for (int length : new int[] {2, 9, whole.length / 2, whole.length - 8, whole.length - 1}) {
            Files.write(in, Arrays.copyOf(whole, length));
            assertThatItIsRefused("is damaged (it ends too early): get a whole copy of it; nothing is written");
        }
    }

    @Test
    void aGarbledGzipIsRefused() throws IOException {
        in = dir.resolve("log.jsonl.gz");
        byte[] garbled = packed(someLines());
        garbled[garbled.length - 6] ^= 0x40; // In its checksum.
        Files.write(in, garbled);
        assertThatItIsRefused("is damaged (", "): get a whole copy of it; nothing is written");
    }

    @Test
    void aFileThatIsGzipByNameOnlyIsRefused() throws IOException {
        in = Lines.write(dir.resolve("log.jsonl"), someLines());
        in = Files.move(in, dir.resolve("log.jsonl.gz"));
        assertThatItIsRefused("is not a gzip, though its name says so");
        Files.write(in, new byte[0]);
        assertThatItIsRefused("is not a gzip, though its name says so");
    }

    @Test
    void aGzipOfManyPartsIsReadToItsEnd() throws IOException {
        in = dir.resolve("log.jsonl.gz");
        try (OutputStream file = Files.newOutputStream(in)) {
            for (int part = 0; part < 400; part++) {
                file.write(packed(List.of(
                        Lines.of(aLike().numbered(part).by("someone-" + part).at(NOON + part)))));
            }
        }
        Judging judging = Judging.of("--in", in, "--out", out, "--json");
        assertThat(judging.status()).as(judging.err()).isZero();
        assertThat(judging.summary().path("lines").asInt()).isEqualTo(400);
    }

    @Test
    void aFileThatIsNotThereIsWrongInput() throws IOException {
        assertThatItIsRefused(in + " does not exist");
        in = Files.createDirectory(dir.resolve("directory.jsonl"));
        assertThatItIsRefused(in + " is not a file");
    }

    @Test
    void anOutputThatCannotBeIsRefusedBeforeAnyWork() throws IOException {
        Lines.write(in, someLines());
        Path missing = dir.resolve("missing").resolve("judged.jsonl");
        for (Path bad : List.of(missing, dir)) {
            Judging judging = Judging.of("--in", in, "--out", bad);
            assertThat(judging.status()).isEqualTo(2);
            assertThat(judging.err().strip())
                    .isEqualTo("guard judge: Cannot write " + bad
                            + ": its directory is missing or closed, or it is one itself");
        }
        assertThat(missing.getParent()).doesNotExist();
    }

    @Test
    void theProcessEndsWithTheStatusAndSaysWhyInOneLine() throws Exception {
        Files.writeString(in, GOOD + "\nhello\n" + ALSO_GOOD + "\n");
        Judging good = process("--in", in.toString(), "--out", out.toString());
        assertThat(good.status()).as(good.err()).isZero();
        assertThat(good.out()).startsWith("3 lines: 2 valid, 0 suspect, 0 duplicates, 1 skipped; ");
        assertThat(good.problems()).singleElement().asString().startsWith(in + ":2: is not JSON: ");
        assertThat(Lines.read(out)).hasSize(2);

        Path cut = dir.resolve("cut.jsonl.gz");
        byte[] whole = packed(someLines());
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Judging bad = process("--in", cut.toString(), "--out", out.toString());
        assertThat(bad.status()).isEqualTo(2);
        assertThat(bad.problems()).singleElement().asString().startsWith("guard judge: " + cut + " is damaged (");
        assertThat(Lines.read(out)).as("what was there before is still there").hasSize(2);

        Judging nothing = process();
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).contains("Missing required options").contains("--in=FILE", "--out=FILE");
    }

    private void assertThatItIsRefused(String... parts) throws IOException {
        Files.writeString(out, "what was there before");
        Judging judging = Judging.of("--in", in, "--out", out);
        assertThat(judging.status()).as(judging.err()).isEqualTo(2);
        assertThat(judging.out()).isEmpty();
        assertThat(judging.problems().stream().filter(line -> line.startsWith("guard judge: ")))
                .singleElement()
                .asString()
                .contains(in.toString())
                .contains(parts);
        assertThat(out).hasContent("what was there before");
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".tmp")))
                    .isEmpty();
        }
    }

    private static List<String> someLines() {
        return Stream.iterate(0, i -> i + 1)
                .limit(500)
                .map(i -> Lines.of(aLike().numbered(i).by("someone-" + i).at(NOON + i * AnEvent.MINUTE)))
                .toList();
    }

    private static byte[] packed(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(lines.stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** As {@code ./we guard judge} starts it. */
    private Judging process(String... arguments) throws Exception {
        Path module = TestServers.root().resolve("flink-jobs");
        String classPath = module.resolve("target/classes")
                + File.pathSeparator
                + Files.readString(module.resolve("target/classpath.txt")).strip();
        Path stdout = dir.resolve("stdout");
        Path stderr = dir.resolve("stderr");
        List<String> line = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "@" + module.resolve("jvm.options"),
                                "-cp",
                                classPath,
                                "io.wetoken.flink.GuardJudge"),
                        Arrays.stream(arguments))
                .toList();
        Process process = new ProcessBuilder(line)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("ends within 3 minutes").isTrue();
        return new Judging(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    }
}
