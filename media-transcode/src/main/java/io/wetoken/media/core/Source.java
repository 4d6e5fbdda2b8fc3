package io.wetoken.media.core;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the probe found.
 *
 * @param width as a person sees it: square pixels, turned upright
 * @param rate at which frames are shown, whatever the source's own times
 * @param wideRange whether the picture has more brightness than a common screen (HLG or PQ)
 * @param seconds as the container claims, where it does
 * @param bitsPerSecond of the picture, or of everything; 0 where unknown
 * @param audioStream the stream's index, where there is sound that can be decoded
 */
public record Source(
        int width,
        int height,
        FrameRate rate,
        boolean interlaced,
        boolean wideRange,
        OptionalDouble seconds,
        long bitsPerSecond,
        String container,
        String videoCodec,
        int videoStream,
        String audioCodec,
        OptionalInt audioStream) {
    public boolean silent() {
        return audioStream.isEmpty();
    }
}
