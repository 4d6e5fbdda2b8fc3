package io.wetoken.behaviour.signal;

/**
 * Valid acts on one content.
 *
 * @param plays effective ones
 * @param watchMs of all valid plays, effective or not
 */
public record ContentFigures(long plays, long watchMs, long likes, long comments, long shares) {
    public static final ContentFigures NONE = new ContentFigures(0, 0, 0, 0, 0);
}
