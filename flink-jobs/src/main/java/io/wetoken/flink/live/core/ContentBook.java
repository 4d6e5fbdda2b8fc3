package io.wetoken.flink.live.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Heat;
import io.wetoken.behaviour.signal.Signals;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is kept of one content. Immutable.
 *
 * @param owner empty while nobody has said who made it
 * @param newest the latest {@code received} of its acts
 * @param corrected epochs whose correction was applied, the newest {@link #MAX_CORRECTED}: one is sent again within days, if ever
 */
public record ContentBook(ContentFigures figures, Heat heat, String owner, long newest, SortedSet<String> corrected) {
    static final int MAX_CORRECTED = 32;

    public static final ContentBook NONE =
            new ContentBook(ContentFigures.NONE, Heat.NONE, "", Long.MIN_VALUE, Collections.emptySortedSet());

    private static final String NAME = "content-book";
    private static final int VERSION = 1;

    public ContentBook {
        TreeSet<String> kept = new TreeSet<>(corrected);
        while (kept.size() > MAX_CORRECTED) {
            kept.pollFirst();
        }
        corrected = Collections.unmodifiableSortedSet(kept);
    }

    /** @param said who made it; empty when nobody says so */
    public ContentBook with(ContentFigures adds, Heat heats, String said, long received) {
        return new ContentBook(
                Signals.CONTENT_FIGURES.merge(figures, adds),
                Signals.HEAT.merge(heat, heats),
                said.isEmpty() ? owner : said,
                Math.max(newest, received),
                corrected);
    }

    /** Once for an epoch, which is {@link #corrected} then. */
    public ContentBook corrected(String epoch, ContentFigures now, Heat heats) {
        TreeSet<String> epochs = new TreeSet<>(corrected);
        epochs.add(epoch);
        return new ContentBook(now, heats, owner, newest, epochs);
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .block(Signals.CONTENT_FIGURES.encode(figures))
                .block(Signals.HEAT.encode(heat))
                .text(owner)
                .number(newest)
                .number(corrected.size());
        corrected.forEach(out::text);
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    public static ContentBook decode(byte[] bytes) {
        ByteReader in = new ByteReader(NAME, bytes);
        in.version(VERSION);
        ContentFigures figures = Signals.CONTENT_FIGURES.decode(in.block());
        Heat heat = Signals.HEAT.decode(in.block());
        String owner = in.text();
        long newest = in.number();
        TreeSet<String> corrected = new TreeSet<>();
        for (int left = in.count(); left > 0; left--) {
            corrected.add(in.text());
        }
        in.end();
        return new ContentBook(figures, heat, owner, newest, corrected);
    }
}
