package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;

/**
 * What one event changes in its day's figures.
 *
 * @param before the account's encoded presence without the event; empty when that did not change
 * @param after with it; empty likewise
 * @param counter what the event counts as
 */
@SuppressWarnings("ArrayRecordComponent") // It travels from one operator to the next and is never compared.
public record DayChange(String epoch, byte[] before, byte[] after, Counter counter) {
    private static final byte[] NOTHING = {};

    /** What becomes of an event. The names of the figures are those of {@code Metrics.day}. */
    public enum Counter {
        VALID("eventsValid"),
        SUSPECT("eventsSuspect"),
        DUPLICATE("eventsDuplicate");

        private final String figure;

        Counter(String figure) {
            this.figure = figure;
        }

        String figure() {
            return figure;
        }
    }

    static DayChange of(DuplicateEvent duplicate) {
        return counted(duplicate.getEpoch(), Counter.DUPLICATE);
    }

    static DayChange counted(String epoch, Counter counter) {
        return new DayChange(epoch, NOTHING, NOTHING, counter);
    }

    static DayChange valid(String epoch, Presence before, Presence after) {
        return before.equals(after)
                ? counted(epoch, Counter.VALID)
                : new DayChange(epoch, Signals.PRESENCE.encode(before), Signals.PRESENCE.encode(after), Counter.VALID);
    }

    boolean moves() {
        return after.length > 0;
    }

    Presence presenceBefore() {
        return Signals.PRESENCE.decode(before);
    }

    Presence presenceAfter() {
        return Signals.PRESENCE.decode(after);
    }
}
