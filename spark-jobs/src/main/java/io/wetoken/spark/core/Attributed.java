package io.wetoken.spark.core;

import java.io.Serializable;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * What a viewer gave a creator today after coming over share links: an algebra of {@link #of} and {@link #merge}. However many links there were, one
 * disseminator gets all of it: the one to whom the last of these acts is owed.
 *
 * @param last when that act was received, ms since 1970
 * @param by the touch before it
 */
public record Attributed(Attention attention, long last, Touch by) implements Serializable {
    /** Of one act; empty when no touch was before it, or too long ago. */
    public static Optional<Attributed> of(Act act, NavigableSet<Touch> touches) {
        return Touch.before(act, touches).map(touch -> new Attributed(Attention.of(act), act.received(), touch));
    }

    public Attributed merge(Attributed other) {
        boolean later = last != other.last ? last > other.last : by.compareTo(other.by) >= 0;
        return new Attributed(attention.merge(other.attention), later ? last : other.last, later ? by : other.by);
    }

    /** Millionths, floored; never above the weight of all that the viewer gave that creator. */
    public long weight(ContributionRules.Promotion rules) {
        return attention.weight(rules);
    }
}
