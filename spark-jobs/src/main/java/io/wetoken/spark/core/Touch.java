package io.wetoken.spark.core;

import java.io.Serializable;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * A viewer came to a creator's content over a share link. In the order of time; of two at once the one whose disseminator's id is larger is the last.
 *
 * @param received ms since 1970
 */
public record Touch(long received, String disseminator) implements Comparable<Touch>, Serializable {
    private static final long REACH_MS = Duration.ofDays(1).toMillis();

    /** The last one at or before an act, if that was not more than 24 h ago: what the act is owed to. */
    static Optional<Touch> before(Act act, NavigableSet<Touch> touches) {
        return Optional.ofNullable(touches.lower(new Touch(act.received() + 1, "")))
                .filter(last -> act.received() - last.received() <= REACH_MS);
    }

    @Override
    public int compareTo(Touch other) {
        return received != other.received
                ? Long.compare(received, other.received)
                : disseminator.compareTo(other.disseminator);
    }
}
