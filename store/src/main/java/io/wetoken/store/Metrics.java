package io.wetoken.store;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Live figures of a day: counts by name, and what is trending. */
public interface Metrics {
    /** Adds or replaces the named figures of a day; names that are not given keep their value. */
    void put(Epoch epoch, Map<String, Long> figures);

    /** What the names of figures begin with that count suspect events by reason; an event may have several. */
    String SUSPECTED_FOR = "suspectedFor.";

    /**
     * Empty when nothing is known of the day. Names are those of {@code Indicators}, {@code eventsValid}, {@code eventsSuspect}, {@code eventsDuplicate}, and
     * {@link #SUSPECTED_FOR} with a reason.
     */
    Map<String, Long> day(Epoch epoch);

    /** The newest day of which anything is known. */
    Optional<Epoch> newest();

    /** How many contents trend: the hottest. */
    int MAX_TRENDING = 1000;

    /**
     * Replaces the list, hottest first.
     *
     * @throws IllegalArgumentException when there are more than {@link #MAX_TRENDING}
     */
    void putTrending(List<Trending> trending);

    List<Trending> trending();

    record Trending(ContentId content, long heatMicros, long at) {}
}
