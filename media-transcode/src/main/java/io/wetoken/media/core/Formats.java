package io.wetoken.media.core;

import java.util.List;

/**
 * What is decoded at all: what people upload. The hundreds of other decoders, which nobody looks after, are absent on purpose.
 */
public final class Formats {
    public static final List<String> VIDEO = List.of(
            "h264",
            "hevc",
            "vp8",
            "vp9",
            "av1",
            "mpeg4",
            "mpeg2video",
            "mpeg1video",
            "mjpeg",
            "prores",
            "dnxhd",
            "flv1",
            "h263",
            "msmpeg4v3",
            "wmv2",
            "vc1",
            "theora");

    private static final List<String> SOUND =
            List.of("aac", "mp3", "mp2", "ac3", "eac3", "opus", "vorbis", "flac", "alac", "amr_nb", "amr_wb", "dts");

    /** Decoders by their own names, where these differ from the codecs'. */
    private static final List<String> DECODERS = List.of(
            "libaom-av1",
            "libvpx",
            "libvpx-vp9",
            "flv",
            "mpegvideo",
            "msmpeg4",
            "mp3float",
            "mp2float",
            "libopus",
            "amrnb",
            "dca",
            "amrwb",
            "pcm_s16le",
            "pcm_s16be",
            "pcm_s24le",
            "pcm_s24be",
            "pcm_s32le",
            "pcm_f32le",
            "pcm_u8",
            "pcm_alaw",
            "pcm_mulaw");

    private Formats() {}

    static boolean isSound(String codec) {
        return SOUND.contains(codec) || (codec.startsWith("pcm_") && DECODERS.contains(codec));
    }

    /** Before every {@code -i}: the one demuxer, and no protocol but files, whatever the file says. */
    public static List<String> input(Container container) {
        return List.of(
                "-protocol_whitelist", "file", "-format_whitelist", container.demuxer(), "-f", container.demuxer());
    }

    /** Which decoders ffmpeg may use. ffprobe opens those of subtitles and covers too, and fails where it may not. */
    static List<String> decoders() {
        return List.of(
                "-codec_whitelist",
                String.join(",", VIDEO) + "," + String.join(",", SOUND) + "," + String.join(",", DECODERS));
    }

    /** Whether an error line only says that a stream, which is not taken over anyway, was left alone. */
    public static boolean isAboutAnother(String line) {
        return line.contains("not on whitelist '") && line.contains("Codec (");
    }
}
