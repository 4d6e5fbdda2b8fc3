package io.wetoken.media;

import io.wetoken.media.core.Rung;
import java.nio.file.Path;
import java.util.List;

/**
 * A clip that was published.
 *
 * @param cid content id of the whole directory
 * @param width upright, in square pixels
 * @param seconds that it took
 * @param cpuSeconds processor time of all child processes
 */
record Result(
        Path directory,
        String cid,
        String sourceCid,
        long durationMs,
        int width,
        int height,
        double framesPerSecond,
        boolean silent,
        List<Rendition> renditions,
        double seconds,
        double cpuSeconds) {
    /** @param bandwidth peak bits a second, sound included */
    record Rendition(Rung rung, long bandwidth, long averageBandwidth, String codecs) {}

    Result {
        renditions = List.copyOf(renditions);
    }
}
