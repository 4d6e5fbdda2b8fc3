package io.wetoken.ingest.core;

import java.util.List;
import java.util.Optional;

/** How many events one request may bring at this moment. */
@FunctionalInterface
public interface Quota {
    Quota UNLIMITED = events -> Optional.empty();

    /**
     * Counts the events of a body, all of them or none.
     *
     * @param events whose each of them is said to be, in their order; null fields where that cannot be read
     * @return what to answer when they are too many
     */
    Optional<Answer.TooMany> take(List<Speaker> events);
}
