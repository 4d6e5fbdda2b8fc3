package io.wetoken.settlement.core;

import java.nio.charset.StandardCharsets;

/**
 * An id {@code [A-Za-z0-9_.:-]{1,64}} as a range of somebody's bytes, valid until those change. Readers fill one over and over, so that a row costs no
 * object.
 */
public final class Id {
    private static final boolean[] ALLOWED = new boolean[256];

    static {
        String allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-";
        allowed.chars().forEach(c -> ALLOWED[c] = true);
    }

    private byte[] bytes = {};
    private int from;
    private int to;

    /** Points this id at another range. Returns whether that is a well-formed id. */
    public boolean pointAt(byte[] source, int start, int end) {
        bytes = source;
        from = start;
        to = end;
        if (end <= start || end - start > Rule.MAX_ID_LENGTH) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!ALLOWED[source[i] & 0xff]) {
                return false;
            }
        }
        return true;
    }

    public static Id of(String text) {
        Id id = new Id();
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        if (!id.pointAt(source, 0, source.length)) {
            throw new IllegalArgumentException("Not an id [A-Za-z0-9_.:-]{1,64}: '" + text + "'");
        }
        return id;
    }

    int addTo(IdNumbers table) {
        return table.add(bytes, from, to);
    }

    int in(IdNumbers table) {
        return table.find(bytes, from, to);
    }

    /** {@link #in}, for ids that mostly come in runs: {@code likely} is tried first, if it is a number of the table. */
    int in(IdNumbers table, int likely) {
        return likely != IdNumbers.ABSENT && table.is(likely, bytes, from, to) ? likely : in(table);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
