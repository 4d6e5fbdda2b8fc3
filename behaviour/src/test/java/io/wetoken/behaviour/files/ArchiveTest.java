package io.wetoken.behaviour.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Epoch DAY = Epoch.parse("2026-11-21");
    private static final String PART = "judged/epoch=2026-11-21/part-0";

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Archive archive = new Archive(new Archive.Source() {
        @Override
        public InputStream open(String path) throws IOException {
            return new ByteArrayInputStream(content(path));
        }

        @Override
        public long size(String path) throws IOException {
            return content(path).length;
        }

        private byte[] content(String path) throws IOException {
            byte[] content = files.get(path);
            if (content == null) {
                throw new FileNotFoundException(path);
            }
            return content;
        }
    });

    @Test
    void aDayWithoutAManifestIsNotClosed() throws IOException {
        assertThat(archive.day(DAY)).isEmpty();
    }

    @Test
    void whatIsAsTheManifestSaysIsVerified() throws IOException {
        close(DAY, PART, "events");
        archive.verify(archive.day(DAY).orElseThrow());
    }

    @Test
    void namesTheFileAndWhatWasExpectedOfIt() throws IOException {
        close(DAY, PART, "events");
        ClosedDay day = archive.day(DAY).orElseThrow();

        files.put(PART, "EVENTS".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> archive.verify(day))
                .isInstanceOf(ArchiveChangedException.class)
                .hasMessage("archive file " + PART + " changed after closing: sha256 expected "
                        + Digests.sha256("events".getBytes(StandardCharsets.UTF_8)) + ", found "
                        + Digests.sha256("EVENTS".getBytes(StandardCharsets.UTF_8)));
        files.put(PART, new byte[3]);
        assertThatThrownBy(() -> archive.verify(day)).hasMessageEndingWith("bytes expected 6, found 3");
        files.remove(PART);
        assertThatThrownBy(() -> archive.verify(day)).hasMessageEndingWith("expected 6 bytes, found no file");
    }

    @Test
    void duplicatesAreVerifiedToo() throws IOException {
        close(DAY, PART, "events", ManifestFileKind.DUPLICATES);
        ClosedDay day = archive.day(DAY).orElseThrow();
        files.put(PART, "EVENTS".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> archive.verify(day)).isInstanceOf(ArchiveChangedException.class);
    }

    @Test
    void readsNothingOutsideTheArchive() {
        close(DAY, "../secrets/settler.key", "key");
        assertThatThrownBy(() -> archive.day(DAY)).hasMessageContaining("outside the archive");
    }

    @Test
    void frozenDaysStayTheOnesThatWereThere(@TempDir Path statistics) throws IOException {
        close(DAY, PART, "events");
        close(DAY.plusDays(-2), "judged/early", "earlier");
        List<ClosedDay> frozen = FrozenDays.of(archive, DAY, statistics);
        assertThat(frozen).extracting(ClosedDay::epoch).containsExactly(DAY.plusDays(-2), DAY);
        FrozenDays.write(statistics, frozen);

        close(DAY.plusDays(-1), "judged/late", "late");
        assertThat(FrozenDays.of(archive, DAY, statistics)).isEqualTo(frozen);

        close(DAY.plusDays(-2), "judged/early", "rewritten");
        assertThatThrownBy(() -> FrozenDays.of(archive, DAY, statistics))
                .hasMessageContaining("manifests/2026-11-19.json changed after closing: sha256 expected ");
        files.remove("manifests/2026-11-19.json");
        assertThatThrownBy(() -> FrozenDays.of(archive, DAY, statistics)).hasMessageContaining("found no file");
    }

    private void close(Epoch epoch, String path, String content) {
        close(epoch, path, content, ManifestFileKind.JUDGED);
    }

    @Test
    void aFileThatStandsForAnotherIsReadInItsPlace() throws IOException {
        close(DAY, PART, "ann likes it");
        ClosedDay before = archive.day(DAY).orElseThrow();
        byte[] others = "somebody likes it".getBytes(StandardCharsets.UTF_8);
        files.put(PART + "-1", others);
        Replacements.By by = new Replacements.By(PART + "-1", others.length, Digests.sha256(others));
        replace(Replacements.none().with(Map.of(PART, by)).text());
        files.remove(PART);
        ClosedDay day = archive.day(DAY).orElseThrow();
        archive.verify(day);
        assertThat(day.judged()).singleElement().satisfies(file -> {
            assertThat(file.getPath()).isEqualTo(PART + "-1");
            assertThat(file.getRows()).isEqualTo(1);
        });
        assertThat(day.sha256()).isEqualTo(before.sha256());
        assertThat(before.erasedFrom()).isFalse();
        assertThat(day.erasedFrom()).isTrue();
        assertThat(archive.replacements(DAY).byPath()).containsOnly(Map.entry(PART, by));
        files.put(PART + "-1", new byte[3]);
        assertThatThrownBy(() -> archive.verify(day))
                .hasMessageContaining(PART + "-1")
                .hasMessageContaining("found 3");
    }

    @Test
    void whatStandsForAnotherMustBeOfTheDayAndWithinTheArchive() {
        close(DAY, PART, "events");
        String digest = "ab".repeat(32);
        replace("path,by,bytes,sha256\nother,x,1," + digest + "\n");
        assertThatThrownBy(() -> archive.day(DAY)).hasMessageContaining("replaces 'other'");
        replace("path,by,bytes,sha256\n" + PART + ",../x,1," + digest + "\n");
        assertThatThrownBy(() -> archive.day(DAY)).hasMessageContaining("'../x', outside the archive");
        replace("path,by,bytes,sha256\n" + PART + ",x,-1," + digest + "\n");
        assertThatThrownBy(() -> archive.day(DAY))
                .hasMessageContaining("replaced/2026-11-21.csv:2: cannot be '" + PART);
        replace("path,by\n");
        assertThatThrownBy(() -> archive.day(DAY)).hasMessageContaining("replaced/2026-11-21.csv:1: header expected");
    }

    private void replace(String csv) {
        files.put(Replacements.path(DAY), csv.getBytes(StandardCharsets.UTF_8));
    }

    private void close(Epoch epoch, String path, String content, ManifestFileKind kind) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        files.put(path, bytes);
        ManifestFile file = new ManifestFile(path, (long) bytes.length, Digests.sha256(bytes), 1L, kind);
        long judged = kind == ManifestFileKind.JUDGED ? 1 : 0;
        Manifest manifest = new Manifest(
                1, epoch.toString(), 1L, judged, 0L, 1 - judged, Map.of("0", 1L), List.of(file), List.of(), null);
        files.put(Archive.manifestPath(epoch), Manifests.toJson(manifest).getBytes(StandardCharsets.UTF_8));
    }
}
