package io.wetoken.media.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From ffprobe's JSON to a {@link Source}, or to the reason why there is none. */
public final class ProbeReader {
    private static final int MAX_FRAMES = 60;
    /** 59.94 and 60 are not above 60; a clock that is off by a little neither. */
    private static final double TOLERANCE = 1.01;

    private static final int MAX_RATIO = 10;
    private static final int USUAL_FRAMES = 30;
    private static final Set<String> INTERLACED = Set.of("tt", "bb", "tb", "bt");
    private static final Set<String> WIDE_RANGE = Set.of("smpte2084", "arib-std-b67");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})[/:](\\d{1,9})");

    private final Limits limits;

    public ProbeReader(Limits limits) {
        this.limits = limits;
    }

    public Source read(JsonNode probe) throws Refusal {
        JsonNode format = probe.path("format");
        JsonNode video = video(probe);
        int width = video.path("width").asInt();
        int height = video.path("height").asInt();
        if (width <= 0 || height <= 0 || video.path("pix_fmt").asText("unknown").equals("unknown")) {
            throw new Refusal(Reason.DAMAGED, "The file is damaged: its pictures cannot be read.");
        }
        if ((long) width * height > limits.pixels()) {
            throw new Refusal(
                    Reason.TOO_MANY_PIXELS,
                    "The picture is too large: " + width + " x " + height + ", at most " + limits.pixels()
                            + " pixels are possible.");
        }
        OptionalDouble seconds = seconds(format, video);
        if (seconds.isPresent() && seconds.getAsDouble() > limits.seconds()) {
            throw new Refusal(
                    Reason.TOO_LONG,
                    String.format(
                            Locale.ROOT,
                            "The video is too long: %.0f s, at most %d s are possible.",
                            seconds.getAsDouble(),
                            limits.seconds()));
        }
        int[] seen = asSeen(video, width, height);
        if (Math.min(seen[0], seen[1]) < Limits.MIN_SIDE) {
            throw new Refusal(
                    Reason.TOO_SMALL,
                    "The picture is too small: " + seen[0] + " x " + seen[1] + ", at least " + Limits.MIN_SIDE
                            + " pixels a side are needed.");
        }
        if (Math.max(seen[0], seen[1]) > (long) MAX_RATIO * Math.min(seen[0], seen[1])) {
            throw new Refusal(
                    Reason.NOT_SUPPORTED,
                    "The picture is a mere strip: " + seen[0] + " x " + seen[1] + ", at most 1:" + MAX_RATIO
                            + " is possible.");
        }
        Optional<JsonNode> audio = audio(probe);
        return new Source(
                seen[0],
                seen[1],
                rate(video),
                INTERLACED.contains(video.path("field_order").asText()),
                WIDE_RANGE.contains(video.path("color_transfer").asText()),
                seconds,
                Math.max(
                        video.path("bit_rate").asLong(), format.path("bit_rate").asLong()),
                format.path("format_name").asText(),
                video.path("codec_name").asText(),
                video.path("index").asInt(),
                audio.map(found -> found.path("codec_name").asText()).orElse(""),
                audio.map(found -> OptionalInt.of(found.path("index").asInt())).orElse(OptionalInt.empty()));
    }

    private static JsonNode video(JsonNode probe) throws Refusal {
        boolean sound = false;
        JsonNode chosen = null;
        String unknown = null;
        for (JsonNode stream : probe.path("streams")) {
            String codec = stream.path("codec_name").asText("unknown");
            switch (stream.path("codec_type").asText()) {
                case "audio" -> sound = true;
                case "video" -> {
                    // A cover picture is a video stream to ffmpeg.
                    if (stream.path("disposition").path("attached_pic").asInt() != 0) {
                        continue;
                    }
                    if (!Formats.VIDEO.contains(codec)) {
                        unknown = codec;
                    } else if (chosen == null) {
                        chosen = stream;
                    }
                }
                default -> {
                    // Subtitles, time codes and the like are not taken over.
                }
            }
        }
        if (chosen != null) {
            return chosen;
        }
        if (unknown != null) {
            throw new Refusal(
                    Reason.NOT_SUPPORTED,
                    "The video is coded in a way that is not supported (" + unknown
                            + "). Export it as H.264, H.265, VP9 or AV1, for instance as .mp4.");
        }
        throw new Refusal(
                Reason.NO_VIDEO,
                sound ? "There is no video in this file, only sound." : "There is no video in this file.");
    }

    private static Optional<JsonNode> audio(JsonNode probe) {
        for (JsonNode stream : probe.path("streams")) {
            if (stream.path("codec_type").asText().equals("audio")
                    && stream.path("sample_rate").asInt() > 0
                    && stream.path("channels").asInt() > 0
                    && Formats.isSound(stream.path("codec_name").asText())) {
                return Optional.of(stream);
            }
        }
        return Optional.empty();
    }

    private static OptionalDouble seconds(JsonNode format, JsonNode video) {
        double longest = Math.max(
                format.path("duration").asDouble(), video.path("duration").asDouble());
        return longest > 0 ? OptionalDouble.of(longest) : OptionalDouble.empty();
    }

    private static int[] asSeen(JsonNode video, int width, int height) {
        double aspect = fraction(video.path("sample_aspect_ratio")).orElse(1);
        int square =
                aspect > 0 ? (int) Math.max(1, Math.min(Integer.MAX_VALUE / 4, Math.round(width * aspect))) : width;
        for (JsonNode data : video.path("side_data_list")) {
            if (data.has("rotation")
                    && Math.abs(Math.round(data.path("rotation").asDouble())) % 180 == 90) {
                return new int[] {height, square};
            }
        }
        return new int[] {square, height};
    }

    /** The rate that all times fit loses no frame; where it is absurd, as for a clock of 90 kHz, a usual one must do. */
    private static FrameRate rate(JsonNode video) {
        Optional<FrameRate> exact = rate(video.path("r_frame_rate").asText());
        if (exact.isPresent() && exact.get().perSecond() <= MAX_FRAMES * TOLERANCE) {
            return exact.get();
        }
        Optional<FrameRate> average = rate(video.path("avg_frame_rate").asText());
        boolean fast = average.isPresent() && average.get().perSecond() > USUAL_FRAMES * TOLERANCE;
        return new FrameRate(fast ? MAX_FRAMES : USUAL_FRAMES, 1);
    }

    private static Optional<FrameRate> rate(String text) {
        Matcher parts = FRACTION.matcher(text);
        return parts.matches() && Integer.parseInt(parts.group(1)) > 0 && Integer.parseInt(parts.group(2)) > 0
                ? Optional.of(new FrameRate(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    private static OptionalDouble fraction(JsonNode text) {
        Matcher parts = FRACTION.matcher(text.asText(""));
        if (!parts.matches() || Integer.parseInt(parts.group(2)) == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(parts.group(1)) / Double.parseDouble(parts.group(2)));
    }
}
