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
    /** Within which a player goes on by itself. */
    static final long PLAYER_MS = 1_500;

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

    /** Watched to its end, as far as that is known. */
    boolean whole() {
        return views() && lengthMs > 0 && watchMs * 20 >= lengthMs * 19;
    }

    /**
     * Not a choice but what the player did: it went on to the next video at the end of one, or reported further watching of the same.
     *
     * @param before the act before it of the same account
     */
    boolean continues(Deed before) {
        return views()
                && before.views()
                && Math.abs(start() - before.end()) < PLAYER_MS
                && (before.whole() || content == before.content());
    }

    boolean gives() {
        return kind == EventKind.GIFT || kind == EventKind.TIP;
    }

    long start() {
        return end - watchMs;
    }
}
