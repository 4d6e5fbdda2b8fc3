package io.wetoken.spark.core;

import io.wetoken.behaviour.avro.EventKind;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * What came of something that a page of a feed showed.
 *
 * @param seen whether a valid act names this place or a later one of the page: pages are gone through from the top (the cascade model; N. Craswell et al., "An Experimental
 *     Comparison of Click Position-Bias Models", WSDM 2008)
 * @param watched whether a play of it was an effective one
 * @param kinds of its valid acts
 * @param watchMs by all its plays together
 */
public record Outcome(boolean seen, boolean watched, Set<EventKind> kinds, long watchMs) implements Serializable {
    /** Of what nobody looked at. */
    public static final Outcome NONE = new Outcome(false, false, Set.of(), 0);

    public Outcome {
        kinds = Set.copyOf(kinds);
    }

    public boolean did(EventKind kind) {
        return kinds.contains(kind);
    }

    /** Whether it was taken to, by the acts that models learn from. */
    public boolean taken() {
        return watched || did(EventKind.LIKE) || did(EventKind.COMMENT) || did(EventKind.SHARE);
    }

    Outcome with(EventKind kind, boolean effective, long ms) {
        Set<EventKind> all = new HashSet<>(kinds);
        all.add(kind);
        return new Outcome(true, watched || effective, all, watchMs + ms);
    }

    Outcome passed() {
        return new Outcome(true, watched, kinds, watchMs);
    }
}
