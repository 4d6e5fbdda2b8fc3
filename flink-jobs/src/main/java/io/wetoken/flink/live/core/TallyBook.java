package io.wetoken.flink.live.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.signal.ContentFigures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One subject's tallies: of all its acts, and of each of the newest days. Bounded: days more than {@link #DAYS} before the subject's newest are forgotten, by
 * the acts' own dates, so a replay forgets as the days themselves did. Mutable.
 */
public final class TallyBook {
    /** Long enough for an operator's week to close a day; what comes for an older one still counts for all days together. */
    static final int DAYS = 8;

    private static final String NAME = "tally-book";
    private static final int VERSION = 1;

    private final Tally total;
    /** Empty before the first. */
    private String newestDay;

    private Tally newest;
    /** As their bytes, which is a quarter of the memory: few touch a day that is over. */
    private final SortedMap<String, byte[]> older;
    /** Days whose review has been taken in. */
    private final SortedSet<String> reviewed;

    public TallyBook() {
        this(new Tally(), "", new Tally(), new TreeMap<>(), new TreeSet<>());
    }

    private TallyBook(
            Tally total, String newestDay, Tally newest, SortedMap<String, byte[]> older, SortedSet<String> reviewed) {
        this.total = total;
        this.newestDay = newestDay;
        this.newest = newest;
        this.older = older;
        this.reviewed = reviewed;
    }

    /** @param epoch {@code yyyy-mm-dd}, so their order is that of the letters */
    public void add(String epoch, ContentFigures adds, Collection<String> viewers) {
        total.add(adds, viewers);
        if (epoch.compareTo(newestDay) > 0) {
            begin(epoch);
        }
        if (epoch.equals(newestDay)) {
            newest.add(adds, viewers);
        } else if (epoch.compareTo(oldest()) >= 0) {
            byte[] known = older.get(epoch);
            Tally day = known == null ? new Tally() : Tally.decode(known);
            day.add(adds, viewers);
            older.put(epoch, day.encode());
        }
    }

    /**
     * Takes in what the review of a day changes: once, and only where there is a day to change.
     *
     * @return whether it did
     */
    public boolean review(String epoch, ContentFigures changes) {
        if (day(epoch) == null || !reviewed.add(epoch)) {
            return false;
        }
        add(epoch, changes, List.of());
        return true;
    }

    private void begin(String epoch) {
        if (!newestDay.isEmpty()) {
            older.put(newestDay, newest.encode());
        }
        newestDay = epoch;
        newest = new Tally();
        older.headMap(oldest()).clear();
        reviewed.headSet(oldest()).clear();
    }

    private String oldest() {
        return Epoch.parse(newestDay).plusDays(-DAYS).toString();
    }

    public Tally total() {
        return total;
    }

    /** Null when nothing is known of the day, or no longer. */
    public Tally day(String epoch) {
        if (epoch.equals(newestDay)) {
            return newest;
        }
        byte[] known = older.get(epoch);
        return known == null ? null : Tally.decode(known);
    }

    /** That shares nothing with this one that can change. */
    public TallyBook copy() {
        return new TallyBook(total.copy(), newestDay, newest.copy(), new TreeMap<>(older), new TreeSet<>(reviewed));
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .block(total.encode())
                .text(newestDay)
                .block(newest.encode())
                .number(older.size());
        for (Map.Entry<String, byte[]> day : older.entrySet()) {
            out.text(day.getKey()).block(day.getValue());
        }
        out.number(reviewed.size());
        reviewed.forEach(out::text);
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    public static TallyBook decode(byte[] bytes) {
        ByteReader in = new ByteReader(NAME, bytes);
        in.version(VERSION);
        Tally total = Tally.decode(in.block());
        String newestDay = in.text();
        Tally newest = Tally.decode(in.block());
        SortedMap<String, byte[]> older = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            older.put(in.text(), in.block());
        }
        SortedSet<String> reviewed = new TreeSet<>();
        for (int left = in.count(); left > 0; left--) {
            reviewed.add(in.text());
        }
        in.end();
        return new TallyBook(total, newestDay, newest, older, reviewed);
    }
}
