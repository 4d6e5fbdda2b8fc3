package io.wetoken.flink.guard.core;

/**
 * What an event's served-item token is worth.
 *
 * @param at ms since 1970 when the item was served; 0 unless the standing is GENUINE or EXPIRED
 */
public record Token(Standing standing, long at) {
    /** The event has none, or nobody can check it. */
    public static final Token NONE = new Token(Standing.NONE, 0);

    /** Kept in no state; the order is free. */
    public enum Standing {
        NONE,
        /** It names a feed's page without the token that came with it, and tokens are demanded. */
        MISSING,
        /** Made with a key that is not known, or not any more. */
        UNKNOWN_KEY,
        /** Nobody made it, or it was changed. */
        FORGED,
        /** It was made for another account, content, page or position. */
        FOREIGN,
        /** It was served too long ago. */
        EXPIRED,
        GENUINE
    }
}
