package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A published directory, read by a player's rules and by the bundled ffprobe, not by the code under test. */
final class Played {
    private static final Pattern VARIANT = Pattern.compile("""
            #EXT-X-STREAM-INF:BANDWIDTH=(\\d+),AVERAGE-BANDWIDTH=(\\d+),CODECS="([^"]+)",RESOLUTION=(\\d+)x(\\d+),\
            FRAME-RATE=([0-9.]+)(,AUDIO="sound")?
            (\\S+)
            """);
    private static final Pattern CUE = Pattern.compile("""
            (\\d\\d):(\\d\\d):(\\d\\d\\.\\d{3}) --> (\\d\\d):(\\d\\d):(\\d\\d\\.\\d{3})
            storyboard\\.jpg#xywh=(\\d+),(\\d+),(\\d+),(\\d+)
            """);

    final Path directory;
    final List<Variant> variants = new ArrayList<>();
    final boolean silent;

    record Variant(long bandwidth, long average, String codecs, int width, int height, double frames, String uri) {}

    Played(Path directory) throws IOException {
        this.directory = directory;
        String master = Files.readString(directory.resolve("master.m3u8"));
        assertThat(master).startsWith("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        silent = !master.contains("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\"");
        Matcher variant = VARIANT.matcher(master);
        while (variant.find()) {
            variants.add(new Variant(
                    Long.parseLong(variant.group(1)),
                    Long.parseLong(variant.group(2)),
                    variant.group(3),
                    Integer.parseInt(variant.group(4)),
                    Integer.parseInt(variant.group(5)),
                    Double.parseDouble(variant.group(6)),
                    variant.group(8)));
            assertThat(variant.group(7) == null).isEqualTo(silent);
        }
        assertThat(variants).isNotEmpty();
    }

    /**
     * Everything that holds for every result.
     *
     * @param seconds how long the source is
     */
    Played holds(double seconds) throws IOException {
        // A second decoder finds nothing wrong with any stream.
        assertThat(Bundled.ffmpeg(
                        "-v",
                        "error",
                        "-xerror",
                        "-i",
                        "file:" + directory.resolve("master.m3u8"),
                        "-map",
                        "0",
                        "-f",
                        "null",
                        "-"))
                .isEmpty();
        long soundPeak = silent ? 0 : peak("audio/index.m3u8");
        List<List<Double>> begins = new ArrayList<>();
        for (Variant variant : variants) {
            assertThat(variant.bandwidth())
                    .as("%s", variant)
                    .isBetween(peak(variant.uri()) + soundPeak, peak(variant.uri()) + soundPeak + 2)
                    .isGreaterThanOrEqualTo(variant.average());
            stream(variant);
            begins.add(begins(variant.uri()));
        }
        assertThat(begins).allSatisfy(other -> assertThat(other).isEqualTo(begins.get(0)));
        assertThat(lengths(variants.get(0).uri()).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(seconds, within(0.15));
        pictures(seconds);
        return this;
    }

    private void stream(Variant variant) throws IOException {
        JsonNode video = Bundled.probe(
                        directory.resolve(variant.uri()),
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=codec_name,profile,level,width,height,sample_aspect_ratio,pix_fmt:stream_side_data=rotation")
                .path("streams")
                .path(0);
        assertThat(video.path("width").asInt()).isEqualTo(variant.width()).isEven();
        assertThat(video.path("height").asInt()).isEqualTo(variant.height()).isEven();
        assertThat(video.path("sample_aspect_ratio").asText("1:1")).isIn("1:1", "N/A");
        assertThat(video.path("pix_fmt").asText()).isEqualTo("yuv420p");
        assertThat(video.has("side_data_list")).isFalse();
        assertThat(video.path("profile").asText()).isEqualTo("High");
        assertThat(variant.codecs())
                .isEqualTo(String.format(
                        Locale.ROOT, "avc1.640c%02x%s", video.path("level").asInt(), silent ? "" : ",mp4a.40.2"));
    }

    /** The times at which segments begin: each with a key frame. */
    private List<Double> begins(String playlist) throws IOException {
        List<Double> keys = new ArrayList<>();
        for (JsonNode packet : Bundled.probe(
                        directory.resolve(playlist), "-select_streams", "v:0", "-show_entries", "packet=pts_time,flags")
                .path("packets")) {
            if (packet.path("flags").asText().startsWith("K")) {
                keys.add(packet.path("pts_time").asDouble());
            }
        }
        List<Double> begins = new ArrayList<>();
        double at = keys.get(0);
        for (double length : lengths(playlist)) {
            double begin = at;
            assertThat(keys)
                    .as("key frames of %s", playlist)
                    .anySatisfy(key -> assertThat(key).isCloseTo(begin, within(0.003)));
            begins.add(Math.round(begin * 100) / 100.0);
            at += length;
        }
        return begins;
    }

    private List<Double> lengths(String playlist) throws IOException {
        List<Double> lengths = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(playlist))) {
            if (line.startsWith("#EXTINF:")) {
                lengths.add(Double.parseDouble(line.substring(8, line.length() - 1)));
            }
        }
        return lengths;
    }

    /** RFC 8216, 4.1, written once more: over runs of segments that last between 0.5 and 1.5 target durations. */
    private long peak(String playlist) throws IOException {
        List<Double> lengths = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        double target = 0;
        for (String line : Files.readAllLines(directory.resolve(playlist))) {
            if (line.startsWith("#EXT-X-TARGETDURATION:")) {
                target = Double.parseDouble(line.substring(22));
            } else if (line.startsWith("#EXTINF:")) {
                lengths.add(Double.parseDouble(line.substring(8, line.length() - 1)));
            } else if (!line.startsWith("#")) {
                sizes.add(Files.size(directory.resolve(playlist).resolveSibling(line)));
            }
        }
        double peak = 0;
        for (int i = 0; i < sizes.size(); i++) {
            for (int j = i + 1; j <= sizes.size(); j++) {
                double length = lengths.subList(i, j).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
                long size =
                        sizes.subList(i, j).stream().mapToLong(Long::longValue).sum();
                boolean whole = i == 0 && j == sizes.size() && length < 0.5 * target;
                if (whole || (length >= 0.5 * target && length <= 1.5 * target)) {
                    peak = Math.max(peak, size * 8 / length);
                }
            }
        }
        return (long) peak;
    }

    private void pictures(double seconds) throws IOException {
        Variant top = variants.get(variants.size() - 1);
        int[] poster = size("poster.jpg");
        assertThat(poster).containsExactly(top.width(), top.height());
        int[] sheet = size("storyboard.jpg");
        Matcher cue = CUE.matcher(Files.readString(directory.resolve("storyboard.vtt")));
        double end = 0;
        int cues = 0;
        while (cue.find()) {
            assertThat(time(cue, 1)).isEqualTo(end);
            end = time(cue, 4);
            assertThat(Integer.parseInt(cue.group(7)) + Integer.parseInt(cue.group(9)))
                    .isLessThanOrEqualTo(sheet[0]);
            assertThat(Integer.parseInt(cue.group(8)) + Integer.parseInt(cue.group(10)))
                    .isLessThanOrEqualTo(sheet[1]);
            cues++;
        }
        assertThat(cues).isPositive();
        assertThat(end).isCloseTo(seconds, within(0.15));
    }

    private static double time(Matcher cue, int group) {
        return Integer.parseInt(cue.group(group)) * 3_600
                + Integer.parseInt(cue.group(group + 1)) * 60
                + Double.parseDouble(cue.group(group + 2));
    }

    private int[] size(String picture) throws IOException {
        JsonNode stream = Bundled.probe(directory.resolve(picture), "-show_streams")
                .path("streams")
                .path(0);
        return new int[] {stream.path("width").asInt(), stream.path("height").asInt()};
    }

    /** Integrated loudness of the published sound. */
    double lufs() throws IOException {
        String log = Bundled.ffmpeg(
                "-hide_banner",
                "-nostats",
                "-i",
                "file:" + directory.resolve("audio/index.m3u8"),
                "-af",
                "ebur128=framelog=quiet",
                "-f",
                "null",
                "-");
        Matcher found = Pattern.compile("I:\\s+(-?[0-9.]+) LUFS").matcher(log);
        assertThat(found.find()).as(log).isTrue();
        return Double.parseDouble(found.group(1));
    }
}
