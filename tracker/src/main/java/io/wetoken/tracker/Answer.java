package io.wetoken.tracker;

import java.time.Duration;
import java.util.List;

/** What came of sending a batch. */
public sealed interface Answer {
    /**
     * An event that the collector keeps, but does not count.
     *
     * @param index in the batch
     * @param reason the collector's code
     */
    record Rejected(int index, String reason) {}

    /** Everything is durable there. */
    record Taken(List<Rejected> rejected) implements Answer {
        public Taken {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * Nobody is there, or nobody who takes it at the moment: the same batch may be sent again.
     *
     * @param atLeast how long the collector asks to wait; zero when it says nothing
     */
    record NotNow(Duration atLeast, String why) implements Answer {}

    /** The same bytes would be refused for ever. */
    record Refused(int status, String why) implements Answer {}
}
