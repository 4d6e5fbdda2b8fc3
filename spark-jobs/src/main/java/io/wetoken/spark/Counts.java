package io.wetoken.spark;

import io.wetoken.spark.core.Outcome;
import java.io.Serializable;

/** Places that were shown, those of them that somebody came to, and those that were taken to. */
record Counts(long shown, long seen, long taken) implements Serializable {
    static Counts of(Outcome outcome) {
        return new Counts(1, outcome.seen() ? 1 : 0, outcome.taken() ? 1 : 0);
    }

    Counts plus(Counts other) {
        return new Counts(shown + other.shown, seen + other.seen, taken + other.taken);
    }

    /** Taken of seen; 0 where nothing was seen. */
    double rate() {
        return seen == 0 ? 0 : (double) taken / seen;
    }
}
