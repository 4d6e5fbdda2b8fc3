package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.cid.ContentIds;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our ids against those of the reference implementation, npm's {@code ipfs-unixfs-importer}. */
class ContentIdsIT {
    private static final Path JUDGE = TestServers.root().resolve("media-transcode/target/judge");
    private static final int MIB = 1 << 20;
    private static final long SEED = 20_261;

    @TempDir
    private Path dir;

    /** The packages come by the lock file, once for each lock file. */
    @BeforeAll
    static void fetchTheJudge() throws Exception {
        Path from = TestServers.root().resolve("media-transcode/src/test/npm");
        Path installed = JUDGE.resolve("node_modules/.installed");
        String lock = Files.readString(from.resolve("package-lock.json"));
        Files.createDirectories(JUDGE);
        for (String file : List.of("package.json", "package-lock.json", "judge.mjs")) {
            Files.copy(from.resolve(file), JUDGE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
            run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            Files.writeString(installed, lock);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 5 * MIB + 17})
    void aFileOfAnySizeHasTheJudgesId(long size) throws Exception {
        Path file = random("file", size, SEED + size);
        assertThat(ContentIds.ofFile(file))
                .as("seed %d", SEED + size)
                .isEqualTo(judged(file).path("cid").asText());
    }

    @Test
    void aFileThatNeedsTwoLevelsHasTheJudgesId() throws Exception {
        // 1,024 chunks fill one node. Holes cost no disk.
        Path file = dir.resolve("large");
        try (java.io.RandomAccessFile large = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1_026L * MIB + 5);
            large.seek(700L * MIB);
            large.write("not only zeros".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(ContentIds.ofFile(file)).isEqualTo(judged(file).path("cid").asText());
    }

    @Test
    void aDirectoryWithDirectoriesHasTheJudgesIds() throws Exception {
        Files.createDirectories(dir.resolve("tree/v240"));
        Files.createDirectories(dir.resolve("tree/v1080/deep"));
        random("tree/v240/00000.m4s", 3 * MIB + 1, SEED);
        random("tree/v1080/deep/x", 10, SEED);
        // In the order of bytes: upper case first, then "v1080" before "v240", umlauts last.
        for (String name : List.of("Zebra", "a", "a.b", "a-b", "ärger", "z", "v", "v2400")) {
            random("tree/" + name, name.length(), SEED);
        }
        Path tree = dir.resolve("tree");
        ContentIds.Tree ours = ContentIds.ofDirectory(tree);
        JsonNode theirs = judged(tree);
        assertThat(ours.cid()).isEqualTo(theirs.path("cid").asText());
        Map<String, String> files =
                new ObjectMapper().convertValue(theirs.path("files"), new TypeReference<Map<String, String>>() {});
        assertThat(files).containsAllEntriesOf(ours.files());
        assertThat(ours.files()).hasSize(10);
    }

    private Path random(String name, long size, long seed) throws IOException {
        Path file = dir.resolve(name);
        Random random = new Random(seed);
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= buffer.length) {
                random.nextBytes(buffer);
                out.write(buffer, 0, (int) Math.min(buffer.length, left));
            }
        }
        return file;
    }

    private static JsonNode judged(Path path) throws Exception {
        return new ObjectMapper().readTree(run("node", "judge.mjs", path.toString()));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(JUDGE.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s in %s: %s", List.of(command), JUDGE, out)
                .isZero();
        return out;
    }
}
