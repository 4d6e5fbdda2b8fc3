package io.wetoken.spark.core;

import io.wetoken.behaviour.Ppm;
import java.io.Serializable;

/** What one viewer gave one creator today: an algebra of {@link #NONE}, {@link #of} and {@link #merge}. One credit a kind, as in the points. */
public record Attention(long watchMs, boolean liked, boolean commented, boolean shared, boolean rewarded)
        implements Serializable {
    public static final Attention NONE = new Attention(0, false, false, false, false);

    private static final long MINUTE_MS = 60_000;

    /** Of one act. A gift, tip or purchase counts once its transfer is confirmed. */
    public static Attention of(Act act) {
        return switch (act.kind()) {
            case PLAY, LIVE_PLAY -> new Attention(act.watchMs(), false, false, false, false);
            case LIKE -> new Attention(0, true, false, false, false);
            case COMMENT -> new Attention(0, false, true, false, false);
            case SHARE -> new Attention(0, false, false, true, false);
            case GIFT, TIP, PURCHASE -> act.confirmed() ? new Attention(0, false, false, false, true) : NONE;
            default -> NONE;
        };
    }

    public Attention merge(Attention other) {
        return new Attention(
                watchMs + other.watchMs,
                liked || other.liked,
                commented || other.commented,
                shared || other.shared,
                rewarded || other.rewarded);
    }

    /** Millionths, floored. */
    public long weight(ContributionRules.Promotion rules) {
        return Ppm.scale(watchMs, rules.watchMinute(), MINUTE_MS)
                + (liked ? rules.like() : 0)
                + (commented ? rules.comment() : 0)
                + (shared ? rules.share() : 0)
                + (rewarded ? rules.reward() : 0);
    }
}
