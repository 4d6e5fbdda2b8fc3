package io.wetoken.serving.feed;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a feed goes on: everything that the next page needs, so that nothing is kept for it.
 *
 * @param account whose it is; empty for somebody who is not signed in
 * @param model version that made the page before; empty for none
 * @param at ms since 1970, when the feed was begun
 * @param position of the next item
 * @param served 32-bit hashes of the contents so far, the latest first, at most {@link #MAX_SERVED}
 */
record Cursor(String account, String model, long at, int position, List<Integer> served) {
    /** The latest; two contents of one hash, one in ten million, hide one another. */
    static final int MAX_SERVED = 300;

    private static final int VERSION = 1;

    Cursor {
        served = List.copyOf(served.subList(0, Math.min(served.size(), MAX_SERVED)));
    }

    byte[] bytes() {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .text(account)
                .text(model)
                .number(at)
                .number(position)
                .number(served.size());
        served.forEach(out::number);
        return out.bytes();
    }

    /** @throws IllegalArgumentException when they are none */
    static Cursor read(byte[] bytes) {
        ByteReader in = new ByteReader("cursor", bytes);
        in.version(VERSION);
        String account = in.text();
        String model = in.text();
        long at = in.number();
        int position = in.integer();
        List<Integer> served = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            served.add(in.integer());
        }
        in.end();
        return new Cursor(account, model, at, position, served);
    }
}
