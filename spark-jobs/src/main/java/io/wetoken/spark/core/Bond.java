package io.wetoken.spark.core;

import io.wetoken.behaviour.ActivityRules;
import java.io.Serializable;

/**
 * What ties one person, or one released content, to a creator over the trailing 180 days: an algebra of {@link #NONE}, {@link #of} and {@link #merge}, any cut
 * and any order of which gives the same. Acts that earn one credit a day are sets of days, so their number does not matter.
 *
 * @param releaseMs length of the longest effective release of that content
 */
public record Bond(
        Days released,
        long releaseMs,
        Days played,
        Days liked,
        Days commented,
        Days shared,
        Days followed,
        Watching recent,
        Watching all)
        implements Serializable {
    public static final Bond NONE =
            new Bond(Days.NONE, 0, Days.NONE, Days.NONE, Days.NONE, Days.NONE, Days.NONE, Watching.NONE, Watching.NONE);

    /** Of one act, whoever did it; the caller has left out what was done to one's own content. */
    public static Bond of(Act act, ActivityRules.Effective effective) {
        Days day = Days.of(act.daysAgo());
        return switch (act.kind()) {
            case RELEASE -> effective.release(act.lengthMs()) ? NONE.withRelease(day, act.lengthMs()) : NONE;
            case PLAY, LIVE_PLAY ->
                effective.play(act.watchMs(), act.lengthMs())
                        ? NONE.withPlay(act.daysAgo(), Watching.of(act.watchMs(), act.lengthMs()))
                        : NONE;
            case LIKE -> credit(day, Days.NONE, Days.NONE, Days.NONE);
            case COMMENT -> credit(Days.NONE, day, Days.NONE, Days.NONE);
            case SHARE -> credit(Days.NONE, Days.NONE, day, Days.NONE);
            case FOLLOW -> credit(Days.NONE, Days.NONE, Days.NONE, day);
            default -> NONE;
        };
    }

    private static Bond credit(Days liked, Days commented, Days shared, Days followed) {
        return new Bond(Days.NONE, 0, Days.NONE, liked, commented, shared, followed, Watching.NONE, Watching.NONE);
    }

    private Bond withRelease(Days day, long ms) {
        return new Bond(day, ms, played, liked, commented, shared, followed, recent, all);
    }

    private Bond withPlay(int daysAgo, Watching watching) {
        Watching lately = daysAgo < Days.RECENT ? watching : Watching.NONE;
        return new Bond(released, releaseMs, Days.of(daysAgo), liked, commented, shared, followed, lately, watching);
    }

    public Bond merge(Bond other) {
        return new Bond(
                released.or(other.released),
                Math.max(releaseMs, other.releaseMs),
                played.or(other.played),
                liked.or(other.liked),
                commented.or(other.commented),
                shared.or(other.shared),
                followed.or(other.followed),
                recent.plus(other.recent),
                all.plus(other.all));
    }

    /** What it adds to the creator's figures. */
    public CreatorFigures figures() {
        return new CreatorFigures(window(Days.RECENT, recent), window(Days.ALL, all));
    }

    private Figures window(int days, Watching watching) {
        boolean anew = released.within(days) > 0;
        return new Figures(
                anew ? 1 : 0,
                anew ? releaseMs : 0,
                watching.plays(),
                watching.watchedMs(),
                watching.lengthMs(),
                liked.within(days) + commented.within(days) + (long) shared.within(days),
                followed.within(days) > 0 ? 1 : 0,
                played.within(days) > 1 ? 1 : 0);
    }

    /**
     * Effective plays.
     *
     * @param watchedMs of those whose length is known, at most that length each
     * @param lengthMs of the same
     */
    public record Watching(long plays, long watchedMs, long lengthMs) implements Serializable {
        static final Watching NONE = new Watching(0, 0, 0);

        static Watching of(long watchMs, long lengthMs) {
            return new Watching(1, Math.min(watchMs, lengthMs), lengthMs);
        }

        Watching plus(Watching other) {
            return new Watching(plays + other.plays, watchedMs + other.watchedMs, lengthMs + other.lengthMs);
        }
    }
}
