package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MakeClipsIT {
    @TempDir
    private Path dir;

    @Test
    void everyClipIsPortraitHasSoundAndShowsItsTopic() throws IOException {
        assertThat(new CommandLine(new MakeClips()).execute("--out", dir.toString(), "--seconds", "1"))
                .isZero();
        List<Path> clips;
        try (Stream<Path> files = Files.list(dir)) {
            clips = files.sorted().toList();
        }
        assertThat(clips).hasSize(6);
        TreeSet<String> firstPictures = new TreeSet<>();
        for (Path clip : clips) {
            JsonNode streams = Bundled.probe(clip, "-show_streams").get("streams");
            assertThat(streams.findValuesAsText("codec_type"))
                    .as(clip.toString())
                    .containsExactlyInAnyOrder("video", "audio");
            assertThat(streams.findValuesAsText("width")).as(clip.toString()).containsExactly("360");
            assertThat(streams.findValuesAsText("height")).as(clip.toString()).containsExactly("640");
            assertThat(whitePixelsOfTheBand(clip)).as("%s shows letters", clip).isBetween(1_500, 12_000);
            firstPictures.add(Bundled.ffmpeg(
                    "-v", "error", "-i", "file:" + clip, "-frames:v", "1", "-map", "0:v", "-f", "md5", "-"));
        }
        assertThat(firstPictures).as("each is unlike the others").hasSize(6);
    }

    @Test
    void aLetterWithoutAShapeIsNamed() {
        assertThatThrownBy(() -> Lettering.boxes("JAZZ", 360, 0)).hasMessageContaining("'J'", "JAZZ");
    }

    /** Of 360 × 80. */
    private int whitePixelsOfTheBand(Path clip) throws IOException {
        Path band = dir.resolveSibling(clip.getFileName() + ".gray");
        Bundled.ffmpeg(
                "-v",
                "error",
                "-y",
                "-i",
                "file:" + clip,
                "-frames:v",
                "1",
                "-vf",
                "crop=360:80:0:40,format=gray",
                "-f",
                "rawvideo",
                "file:" + band);
        int white = 0;
        for (byte pixel : Files.readAllBytes(band)) {
            white += (pixel & 0xFF) > 225 ? 1 : 0;
        }
        Files.delete(band);
        return white;
    }
}
