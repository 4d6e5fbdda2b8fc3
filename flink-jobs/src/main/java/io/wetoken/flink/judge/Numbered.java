package io.wetoken.flink.judge;

import io.wetoken.flink.guard.Candidate;

/** A candidate and the number of its line. */
public record Numbered(Candidate candidate, long line) {
    private static final int LINE_BITS = 20;

    /**
     * Ordered by {@code received}, and within a millisecond by line: so the upper of two copies comes first, wherever the work is done. (Lines that are a
     * multiple of a million apart and received in the same millisecond are taken for neighbours.)
     */
    long order() {
        return candidate.event().getReceived() << LINE_BITS | (line & ((1L << LINE_BITS) - 1));
    }
}
