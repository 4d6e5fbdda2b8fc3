package io.wetoken.recommender.quality;

import io.wetoken.behaviour.avro.EventKind;
import java.util.Map;

/**
 * One day of the archive in numbers. Everything but {@code suspect}, {@code duplicates} and {@code outside} is of valid acts.
 *
 * @param day a UTC date
 * @param suspect acts
 * @param duplicates acts whose id another one has, over all acts of the day
 * @param outside acts that were received on another day
 * @param onContents acts about some content
 * @param creatorless contents of which no act names a creator
 * @param busiest the account with most acts, and how many
 * @param hit the content with most acts, and how many
 */
public record DayFigures(
        String day,
        long suspect,
        long duplicates,
        long outside,
        long people,
        long contents,
        long creatorless,
        long onContents,
        Map<EventKind, Long> kinds,
        Most busiest,
        Most hit) {
    public DayFigures {
        kinds = Map.copyOf(kinds);
    }

    public record Most(String name, long acts) {
        public static final Most NOBODY = new Most("", 0);
    }

    /** Valid ones. */
    public long acts() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of all acts. */
    double suspectShare() {
        return suspect == 0 ? 0 : (double) suspect / (suspect + acts());
    }

    double share(EventKind kind) {
        return acts() == 0 ? 0 : (double) kinds.getOrDefault(kind, 0L) / acts();
    }
}
