package io.wetoken.media.core;

import java.util.List;

/**
 * What is opened at all. Containers that name other files (playlists, concat scripts) and the demuxers that make up pictures are absent on purpose; so are
 * the hundreds of decoders that nobody uploads and nobody looks after.
 */
public final class Formats {
    public static final List<String> CONTAINERS = List.of("mov", "mp4", "matroska", "webm", "mpegts", "avi", "flv");

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
            List.of("aac", "mp3", "mp2", "ac3", "eac3", "opus", "vorbis", "flac", "alac", "amr_nb", "amr_wb");

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

    /** Before every {@code -i}: which protocols, containers and decoders may be used, whatever the file says. */
    public static List<String> whitelists() {
        return List.of(
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                String.join(",", CONTAINERS),
                "-codec_whitelist",
                String.join(",", VIDEO) + "," + String.join(",", SOUND) + "," + String.join(",", DECODERS));
    }
}
