package io.wetoken.spark.core;

import io.wetoken.behaviour.avro.EventKind;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the scores ask of a valid event.
 *
 * @param daysAgo 0 for the epoch's own day
 * @param owner whose content it was about; empty when unknown
 * @param content empty when there is none
 * @param watchMs 0..a day
 * @param lengthMs 0 when unknown
 * @param received ms since 1970
 * @param link the share link that it carries, not checked yet; empty when there is none
 * @param confirmed whether it is a gift, tip or purchase of the day whose transfer the chain confirms
 */
public record Act(
        int daysAgo,
        EventKind kind,
        String actor,
        String owner,
        String content,
        long watchMs,
        long lengthMs,
        long received,
        String link,
        boolean confirmed)
        implements Serializable {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    public Act {
        watchMs = Math.max(0, Math.min(watchMs, DAY_MS));
        lengthMs = Math.max(0, lengthMs);
    }

    /** Whether it gives its owner attention, and so promotion. */
    public boolean gives() {
        return !Attention.of(this).equals(Attention.NONE);
    }

    /** Whether it is of those that earn affinity with its owner; seeing, skipping and reporting are not. */
    public boolean earns() {
        return switch (kind) {
            case FOLLOW, GIFT, TIP, PURCHASE -> true;
            default -> gives();
        };
    }

    boolean watches() {
        return kind == EventKind.PLAY || kind == EventKind.LIVE_PLAY;
    }
}
