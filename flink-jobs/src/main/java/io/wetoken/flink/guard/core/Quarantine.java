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

    /** After one more excess at {@code time}: prolonged when it goes on, begun anew otherwise. */
    Quarantine after(long time, long lengthMs) {
        boolean goesOn = holds(time);
        return new Quarantine(goesOn ? from : time, goesOn ? Math.max(until, time + lengthMs) : time + lengthMs);
    }

    void write(ByteWriter out) {
        out.number(from).number(until);
    }

    static Quarantine read(ByteReader in) {
        return new Quarantine(in.number(), in.number());
    }
}
