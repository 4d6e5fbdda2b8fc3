package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;

/**
 * A time during which everything is suspect, by {@code received}; none when it ends before it begins.
 *
 * @param from ms since 1970
 * @param until ms since 1970, inclusive
 */
record Quarantine(long from, long until) {
    static final Quarantine NONE = new Quarantine(0, -1);

    boolean holds(long time) {
        return from <= time && time <= until;
    }

    /**
     * After one more excess at {@code time}: widened when the two meet, begun anew when this one is over. An excess that arrives late never shortens it,
     * and one whose time was over before this began changes nothing.
     */
    Quarantine after(long time, long lengthMs) {
        if (until < from || time > until) {
            return new Quarantine(time, time + lengthMs);
        }
        return time + lengthMs < from ? this : new Quarantine(Math.min(from, time), Math.max(until, time + lengthMs));
    }

    void write(ByteWriter out) {
        out.number(from).number(until);
    }

    static Quarantine read(ByteReader in) {
        return new Quarantine(in.number(), in.number());
    }
}
