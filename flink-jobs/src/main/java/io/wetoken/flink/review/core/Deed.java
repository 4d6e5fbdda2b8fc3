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
 * @param wording of a comment, or {@link Wording#COMMON}
 */
record Deed(EventKind kind, long end, long content, long owner, long watchMs, long lengthMs, long wording) {
    static final long NOBODY = 0;
    /** Within which a player goes on by itself. */
    static final long PLAYER_MS = 1_500;

    /** Players that count down before they go on take five to ten seconds. */
    static final long COUNTDOWN_MS = 15_000;

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

    /** A video after the end of one, within the time that a player may count down. */
    boolean follows(Deed before) {
        long pause = start() - before.end();
        return views() && before.views() && before.whole() && pause >= PLAYER_MS && pause <= COUNTDOWN_MS;
    }

    boolean comments() {
        return kind == EventKind.COMMENT;
    }

    boolean gives() {
        return kind == EventKind.GIFT || kind == EventKind.TIP;
    }

    long start() {
        return end - watchMs;
    }
}
