package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;
import java.util.List;
import java.util.Map;

/**
 * What one event, or the closing of the day, changes in its day's figures.
 *
 * @param before the account's encoded presence without the event; empty when that did not change
 * @param after with it; empty likewise
 * @param counter what the event counts as
 * @param reasons why it is suspected
 * @param closed the figures of a day that has been reviewed, which replace the live ones for good; empty for an event
 */
@SuppressWarnings("ArrayRecordComponent") // It travels from one operator to the next and is never compared.
public record DayChange(
        String epoch, byte[] before, byte[] after, Counter counter, List<String> reasons, Map<String, Long> closed) {
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
        return new DayChange(duplicate.getEpoch(), NOTHING, NOTHING, Counter.DUPLICATE, List.of(), Map.of());
    }

    static DayChange closed(Correction correction) {
        return new DayChange(
                correction.getEpoch(), NOTHING, NOTHING, Counter.VALID, List.of(), Map.copyOf(correction.getDay()));
    }

    static DayChange suspect(String epoch, List<String> reasons) {
        return new DayChange(epoch, NOTHING, NOTHING, Counter.SUSPECT, reasons, Map.of());
    }

    static DayChange valid(String epoch, Presence before, Presence after) {
        boolean same = before.equals(after);
        return new DayChange(
                epoch,
                same ? NOTHING : Signals.PRESENCE.encode(before),
                same ? NOTHING : Signals.PRESENCE.encode(after),
                Counter.VALID,
                List.of(),
                Map.of());
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
