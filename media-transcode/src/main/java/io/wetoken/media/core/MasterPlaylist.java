package io.wetoken.media.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The multivariant playlist (RFC 8216, 4.3.4). ffmpeg's own leaves the sound out of {@code BANDWIDTH}, which counts everything that is fetched.
 */
public final class MasterPlaylist {
    public static final String NAME = "master.m3u8";

    private MasterPlaylist() {}

    /** Bits a second and the codec of one media playlist. */
    public record Stream(long peakBits, long averageBits, String codec) {}

    /** @param videoOnly without the sound */
    public record Variant(Rung rung, Stream videoOnly, double framesPerSecond) {}

    public static long bandwidth(Variant variant, Optional<Stream> audio) {
        return variant.videoOnly().peakBits() + audio.map(Stream::peakBits).orElse(0L);
    }

    public static long averageBandwidth(Variant variant, Optional<Stream> audio) {
        return variant.videoOnly().averageBits()
                + audio.map(Stream::averageBits).orElse(0L);
    }

    public static String write(List<Variant> variants, Optional<Stream> audio) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        audio.ifPresent(sound -> text.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"Sound\",DEFAULT=YES,")
                .append("AUTOSELECT=YES,CHANNELS=\"2\",URI=\"" + EncodeLine.AUDIO + "/" + EncodeLine.PLAYLIST
                        + "\"\n"));
        for (Variant variant : variants) {
            String codecs = variant.videoOnly().codec()
                    + audio.map(sound -> "," + sound.codec()).orElse("");
            text.append(String.format(
                    Locale.ROOT,
                    "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=%.3f%s\n%s/%s\n",
                    bandwidth(variant, audio),
                    averageBandwidth(variant, audio),
                    codecs,
                    variant.rung().width(),
                    variant.rung().height(),
                    variant.framesPerSecond(),
                    audio.isPresent() ? ",AUDIO=\"sound\"" : "",
                    variant.rung().directory(),
                    EncodeLine.PLAYLIST));
        }
        return text.toString();
    }
}
