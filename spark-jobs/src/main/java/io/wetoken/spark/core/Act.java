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
 */
public record Act(int daysAgo, EventKind kind, String actor, String owner, String content, long watchMs, long lengthMs)
        implements Serializable {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    public Act {
        watchMs = Math.max(0, Math.min(watchMs, DAY_MS));
        lengthMs = Math.max(0, lengthMs);
    }

    boolean watches() {
        return kind == EventKind.PLAY || kind == EventKind.LIVE_PLAY;
    }
}
