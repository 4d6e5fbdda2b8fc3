package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real clips that lie beside the project. */
class RealClipsIT {
    private static final Path CLIPS = TestServers.root().resolve("../shared/data/media");

    @TempDir
    private Path dir;

    @BeforeEach
    void clipsAreHere() {
        assumeTrue(Files.isDirectory(CLIPS), () -> "Skipped: " + CLIPS + " is not here");
    }

    @ParameterizedTest
    @CsvSource({
        "androidx-bbb_2500ms.ts, 1920, 1080, 2.5, 5, false",
        "androidx-portrait_4k60.mp4, 2160, 3840, .3, 5, false",
        "androidx-sample_edit_list.mp4, 1080, 1920, 2.55, 5, false",
        "androidx-sample_missing_stsd.mp4, 1080, 720, 1, 4, true",
        "androidx-sample_rotate_and_reflect.mp4, 720, 1080, 1, 4, false",
        "bbb-480p-30s.mp4, 854, 480, 30, 3, false",
        "mdn-flower.mp4, 960, 540, 5, 3, false",
        "mdn-friday.mp4, 640, 480, 6.17, 3, false"
    })
    void becomesReady(String name, int width, int height, double seconds, int rungs, boolean silent)
            throws IOException {
        Tried tried = Tried.transcode(CLIPS.resolve(name), dir.resolve("out"));

        assertThat(tried.status()).as(tried.err()).isZero();
        JsonNode json = tried.json();
        assertThat(json.path("width").asInt()).isEqualTo(width);
        assertThat(json.path("height").asInt()).isEqualTo(height);
        assertThat(json.path("durationMs").asDouble()).isCloseTo(seconds * 1_000, within(150.0));
        assertThat(json.path("renditions")).hasSize(rungs);
        assertThat(json.path("silent").asBoolean()).isEqualTo(silent);
        Played played = new Played(dir.resolve("out")).holds(seconds);
        assertThat(played.silent).isEqualTo(silent);
        assertThat(played.variants).allSatisfy(variant -> {
            assertThat(variant.width()).isLessThanOrEqualTo(width);
            assertThat(variant.height()).isLessThanOrEqualTo(height);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "androidx-sample_audio_only.mp4, NO_VIDEO",
        "androidx-sample_malformed_free_box.mp4, DAMAGED",
        "mp4parse-zero_empty_stsc.mp4, DAMAGED",
        "mp4parse-no_timescale.mp4, DAMAGED"
    })
    void isRefused(String name, String reason) throws IOException {
        Tried tried = Tried.transcode(CLIPS.resolve(name), dir.resolve("out"));

        assertThat(tried.status()).isEqualTo(2);
        assertThat(tried.json().path("refused").asText()).isEqualTo(reason);
        assertThat(tried.err()).contains(tried.json().path("message").asText());
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theSoundOfAQuietFilmComesToTheUsualLoudness() throws IOException {
        Path clip = Bundled.clip(
                dir.resolve("head.mp4"),
                "-t",
                "12",
                "-i",
                "file:" + CLIPS.resolve("bbb-480p-30s.mp4"),
                "-c:a",
                "copy",
                "-vf",
                "scale=128:72",
                "-c:v",
                "mpeg4");
        assertThat(Tried.transcode(clip, dir.resolve("out")).status()).isZero();
        assertThat(new Played(dir.resolve("out")).lufs()).isCloseTo(-14, within(1.0));
    }
}
