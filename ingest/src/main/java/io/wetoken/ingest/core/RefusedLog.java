package io.wetoken.ingest.core;

import java.util.List;

/** {@code behaviour.rejected}, to be read again. */
@FunctionalInterface
public interface RefusedLog {
    /**
     * Blocks for a bounded time.
     *
     * @return the records at these places, in their order
     * @throws IllegalArgumentException when there is none at one of them, or when they are too large together
     */
    List<Refused> read(List<Place> places);
}
