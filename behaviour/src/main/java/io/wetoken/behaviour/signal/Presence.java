package io.wetoken.behaviour.signal;

/**
 * What one account's day adds to the eight indicators.
 *
 * @param active whether there was any valid act
 * @param effectivePlays of content and of live rooms
 * @param online minutes of the UTC day with a valid act in them, or covered by watching, by true time
 */
public record Presence(
        boolean active, long effectivePlays, long effectiveReleases, long likes, long comments, Minutes online) {
    public static final Presence NONE = new Presence(false, 0, 0, 0, 0, Minutes.NONE);
}
