package io.wetoken.ingest.core;

import java.time.Duration;
import java.util.List;

/** What the sender of a body is told. */
public sealed interface Answer {
    /** Everything is durable: the accepted, and the rejected with their bytes. */
    record Taken(int accepted, List<Refusal> rejected) implements Answer {}

    /** The body was of no use as a whole; its bytes are kept. */
    record Unusable(Fault fault) implements Answer {}

    /**
     * Nobody looked at the body, and nothing of it is kept: the sender has not shown whom it speaks for.
     *
     * @param shown whether a token was shown at all
     */
    record Unproven(String detail, boolean shown) implements Answer {}

    /**
     * More than may come in now: nothing of it is taken or kept, the sender shall come again later.
     *
     * @param limit the name of the limit that is reached
     * @param after how long it may be enough
     */
    record TooMany(String limit, String detail, Duration after) implements Answer {}

    /** Nothing is promised about any event: send the same again later. */
    record Unavailable(String detail) implements Answer {}

    /**
     * One refused event.
     *
     * @param id as sent; null when it has none that can be shown
     */
    record Refusal(int index, String id, Reason reason) {}
}
