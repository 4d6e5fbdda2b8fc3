package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips of every shape that cameras and editors make, by ffmpeg's own test pictures. */
class GeneratedClipsIT {
    @TempDir
    private Path dir;

    private Played ready(double seconds, String name, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("-f", "lavfi"));
        line.addAll(Arrays.asList(arguments));
        Path clip = Bundled.clip(dir.resolve(name), line.toArray(String[]::new));
        return ready(clip, seconds);
    }

    private Played ready(Path clip, double seconds) throws IOException {
        Tried tried = Tried.transcode(clip, dir.resolve("out"));
        assertThat(tried.status()).as(tried.err()).isZero();
        return new Played(dir.resolve("out")).holds(seconds);
    }

    private static List<String> sizes(Played played) {
        return played.variants.stream()
                .map(variant -> variant.width() + "x" + variant.height())
                .toList();
    }

    @Test
    void aPortraitStaysUpright() throws IOException {
        Played played = ready(
                5, "portrait.mp4", "-i", "testsrc2=s=360x640:d=5", "-f", "lavfi", "-i", "sine=d=5", "-c:v", "mpeg4");
        assertThat(sizes(played)).containsExactly("240x426", "360x640");
        assertThat(played.silent).isFalse();
    }

    @Test
    void aClipThatIsStoredOnItsSideIsTurned() throws IOException {
        Path flat =
                Bundled.clip(dir.resolve("flat.mp4"), "-f", "lavfi", "-i", "testsrc2=s=640x360:d=2", "-c:v", "mpeg4");
        Path turned =
                Bundled.clip(dir.resolve("turned.mp4"), "-display_rotation", "90", "-i", "file:" + flat, "-c", "copy");
        assertThat(sizes(ready(turned, 2))).containsExactly("240x426", "360x640");
    }

    @Test
    void oddSizesBecomeEven() throws IOException {
        assertThat(sizes(ready(
                        2, "odd.webm", "-i", "testsrc2=s=321x243:d=2", "-c:v", "libvpx", "-deadline", "realtime")))
                .containsExactly("318x240");
    }

    @Test
    void aTinyClipHasOneRung() throws IOException {
        assertThat(sizes(ready(1, "tiny.avi", "-i", "testsrc2=s=34x18:d=1", "-c:v", "mpeg4")))
                .containsExactly("34x18");
    }

    @Test
    void oneFrameIsAClip() throws IOException {
        ready(.04, "frame.mp4", "-i", "testsrc2=s=64x48:r=25", "-frames:v", "1", "-c:v", "mpeg4");
    }

    @Test
    void pixelsThatAreNotSquareAreStretched() throws IOException {
        assertThat(sizes(ready(
                        1, "anamorphic.mkv", "-i", "testsrc2=s=360x288:d=1", "-vf", "setsar=16/11", "-c:v", "mpeg4")))
                .containsExactly("436x240", "524x288");
    }

    /** Frames as a phone records them, now dense, now with a hole of 3 s; scene changes tempt an encoder to put key frames of its own. */
    @Test
    void framesThatComeAsTheyLikeKeepTheirTimesInAlignedRungs() throws IOException {
        Played played = ready(
                12,
                "variable.mkv",
                "-i",
                "testsrc2=s=640x480:r=30:d=12",
                "-f",
                "lavfi",
                "-i",
                "sine=d=12",
                "-vf",
                "negate=enable='lt(mod(t,1.7),.8)',select='(not(mod(n,3))+lt(mod(n,50),20))*(lt(t,4)+gte(t,7))'",
                "-fps_mode",
                "vfr",
                "-c:v",
                "mpeg4");
        assertThat(sizes(played)).containsExactly("320x240", "480x360", "640x480");
    }

    @Test
    void framesBeyondSixtyASecondAreDropped() throws IOException {
        Played played = ready(2, "fast.mp4", "-i", "testsrc2=s=320x240:r=120:d=2", "-c:v", "mpeg4");
        assertThat(played.variants.get(0).frames()).isEqualTo(60);
    }

    @Test
    void interlacedPicturesAreTaken() throws IOException {
        ready(
                2,
                "interlaced.ts",
                "-i",
                "testsrc2=s=320x256:r=25:d=2",
                "-vf",
                "setfield=tff",
                "-flags",
                "+ildct+ilme",
                "-c:v",
                "mpeg2video");
    }

    @Test
    void subtitlesCoversAndSoundOfAnUnknownKindAreLeftOut() throws IOException {
        Path words = Files.writeString(dir.resolve("words.srt"), "1\n00:00:00,000 --> 00:00:01,000\nhello\n");
        Path cover = Bundled.clip(dir.resolve("cover.png"), "-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1");
        Played played = ready(
                2,
                "more.mkv",
                "-i",
                "testsrc2=s=64x48:d=2",
                "-i",
                "file:" + words,
                "-f",
                "lavfi",
                "-i",
                "sine=d=2",
                "-attach",
                cover.toString(),
                "-metadata:s:t",
                "mimetype=image/png",
                "-map",
                "0",
                "-map",
                "1",
                "-map",
                "2",
                "-c:v",
                "mpeg4",
                "-c:s",
                "ass",
                "-c:a",
                "wavpack");
        assertThat(played.silent).isTrue();
    }

    @Test
    void aQuietVoiceComesToTheUsualLoudnessAndSilenceStaysSilent() throws IOException {
        Played quiet = ready(
                6,
                "quiet.mp4",
                "-i",
                "testsrc2=s=64x48:d=6",
                "-f",
                "lavfi",
                "-i",
                "sine=f=440:d=6",
                "-af",
                "volume=-20dB,tremolo=f=2:d=.7",
                "-ac",
                "1",
                "-c:v",
                "mpeg4");
        assertThat(quiet.lufs()).isCloseTo(-14, within(0.7));
        assertThat(Tried.transcode(
                                Bundled.clip(
                                        dir.resolve("none.mp4"),
                                        "-f",
                                        "lavfi",
                                        "-i",
                                        "testsrc2=s=64x48:d=2",
                                        "-f",
                                        "lavfi",
                                        "-i",
                                        "anullsrc",
                                        "-t",
                                        "2",
                                        "-c:v",
                                        "mpeg4"),
                                dir.resolve("silence"))
                        .status())
                .isZero();
        assertThat(new Played(dir.resolve("silence")).holds(2).lufs()).isLessThan(-60);
    }
}
