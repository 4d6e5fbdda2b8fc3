package io.wetoken.behaviour.signal;

/**
 * Valid acts on one content.
 *
 * @param plays effective ones
 * @param watchMs of all valid plays, effective or not
 */
public record ContentFigures(long plays, long watchMs, long likes, long comments, long shares) {
    public static final ContentFigures NONE = new ContentFigures(0, 0, 0, 0, 0);

    /** With some of the acts judged otherwise. Never below zero: a reader that forgot acts cannot take them back. */
    public ContentFigures corrected(ContentFigures before, ContentFigures after) {
        return new ContentFigures(
                Math.max(0, plays - before.plays + after.plays),
                Math.max(0, watchMs - before.watchMs + after.watchMs),
                Math.max(0, likes - before.likes + after.likes),
                Math.max(0, comments - before.comments + after.comments),
                Math.max(0, shares - before.shares + after.shares));
    }
}
