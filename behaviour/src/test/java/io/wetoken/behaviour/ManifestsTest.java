package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.avro.HourRoot;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.avro.Review;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    private static final String SHA = "ab".repeat(32);

    private static Manifest manifest(long valid, Map<String, Long> offsets) {
        return new Manifest(
                Manifests.VERSION,
                "2026-11-21",
                12L,
                valid,
                1L,
                2L,
                offsets,
                List.of(
                        new ManifestFile("judged/epoch=2026-11-21/a.parquet", 99L, SHA, 10L, ManifestFileKind.JUDGED),
                        new ManifestFile(
                                "duplicates/epoch=2026-11-21/b.parquet", 9L, SHA, 2L, ManifestFileKind.DUPLICATES)),
                List.of(new HourRoot(7, 4L, SHA), new HourRoot(23, 6L, SHA)),
                new Review(1, List.of("LOCKSTEP"), SHA, 1L, 1L, 0L));
    }

    @Test
    void comesBackAsItWas() throws IOException {
        Manifest manifest = manifest(9, Map.of("0", 7L, "1", 5L));
        assertThat(Manifests.fromJson(Manifests.toJson(manifest))).isEqualTo(manifest);
    }

    @Test
    void equalManifestsAreTheSameBytes() {
        Map<String, Long> forwards = new HashMap<>(64);
        Map<String, Long> backwards = new HashMap<>();
        for (int i = 0; i < 12; i++) {
            forwards.put(Integer.toString(i), (long) i);
            backwards.put(Integer.toString(11 - i), 11L - i);
        }
        String json = Manifests.toJson(manifest(9, forwards));
        assertThat(json).isEqualTo(Manifests.toJson(manifest(9, backwards))).contains("\n  \"epoch\" : \"2026-11-21\"");
    }

    @Test
    void countsMustAgreeWithTheFiles() {
        assertThatThrownBy(() -> Manifests.toJson(manifest(8, Map.of("0", 12L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Manifest of 2026-11-21: judged files hold 10 rows, but valid + suspect = 9");
        String tampered = Manifests.toJson(manifest(9, Map.of("0", 12L))).replace("\"rows\" : 2", "\"rows\" : 3");
        assertThatThrownBy(() -> Manifests.fromJson(tampered))
                .isInstanceOf(IOException.class)
                .hasMessage("Manifest of 2026-11-21: duplicate files hold 3 rows, but duplicates = 2");
    }

    @Test
    void hoursMustHoldWhatIsJudged() {
        String tampered = Manifests.toJson(manifest(9, Map.of("0", 12L))).replace("\"rows\" : 6", "\"rows\" : 5");
        assertThatThrownBy(() -> Manifests.fromJson(tampered))
                .hasMessage("Manifest of 2026-11-21: its hours hold 9 rows, but the judged files 10");
    }

    @Test
    void aManifestFromBeforeTheReviewIsRead() throws IOException {
        Manifest old = Manifests.fromJson("""
                {"version":1,"epoch":"2026-11-21","records":3,"valid":2,"suspect":0,"duplicates":1,"offsets":{"0":3},"files":[
                {"path":"judged/a","bytes":9,"sha256":"ab","rows":2,"kind":"JUDGED"},
                {"path":"duplicates/b","bytes":9,"sha256":"ab","rows":1,"kind":"DUPLICATES"}]}
                """);
        assertThat(old.getReview()).isNull();
        assertThat(old.getHours()).isEmpty();
        assertThat(Manifests.fromJson(Manifests.toJson(old))).isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"version\":1}", "not json"})
    void anythingElseIsNotAManifest(String text) {
        assertThatThrownBy(() -> Manifests.fromJson(text))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Not a manifest");
    }

    @Test
    void truncatedManifestIsRefused() {
        String json = Manifests.toJson(manifest(9, Map.of("0", 12L)));
        assertThatThrownBy(() -> Manifests.fromJson(json.substring(0, json.length() / 2)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Not a manifest");
    }
}
