package io.wetoken.flink.review.core;

import io.wetoken.behaviour.avro.EventKind;

/**
 * An act about a content or a room.
 *
 * @param end true time in ms; for watching, when that ended
 * @param content fingerprint of the content or room
 * @param owner fingerprint of its maker's account, or {@link #NOBODY}
 * @param watchMs 0 for what is not watching
 * @param lengthMs 0 when unknown
 */
record Deed(EventKind kind, long end, long content, long owner, long watchMs, long lengthMs) {
    static final long NOBODY = 0;

    /** Watching or swiping away. */
    boolean views() {
        return kind == EventKind.PLAY || kind == EventKind.SKIP || kind == EventKind.LIVE_PLAY;
    }

    /** What speaks for a content and its maker. */
    boolean favours() {
        return switch (kind) {
            case LIKE, COMMENT, SHARE, FOLLOW -> true;
            default -> false;
        };
    }

    boolean gives() {
        return kind == EventKind.GIFT || kind == EventKind.TIP;
    }

    long start() {
        return end - watchMs;
    }
}
