package io.wetoken.mapreduce.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How people took a content, as sums that merge in any order: first of one viewer, then of all.
 *
 * @param viewers who played it
 * @param likers those of them who liked it; of one viewer, whether it was liked, played or not
 * @param plays valid ones of others than its maker
 * @param measured those of plays that name a length
 * @param reached by tenths of the length, {@value #TENTHS} of them: how many measured plays came so far
 */
public record Favour(long viewers, long likers, long plays, long measured, List<Long> reached) {
    public static final String HEADER =
            "content,viewers,plays,likers,likeLowPpm,likePpm,likeHighPpm,completionPpm,reachedPpm";

    public static final Favour NONE = new Favour(0, 0, 0, 0, Collections.nCopies(Favour.TENTHS, 0L));

    static final int TENTHS = 10;

    /** 95 of a hundred: the quantile of the normal distribution for both sides. */
    private static final double Z = 1.959963984540054;

    public Favour {
        reached = List.copyOf(reached);
    }

    /** What one valid act says; {@link #NONE} when it says nothing, or is of the maker's own. */
    public static Favour of(BehaviourEvent event) {
        if (event.getContent() == null || event.getActor().equals(event.getOwner())) {
            return NONE;
        }
        if (event.getKind() == EventKind.LIKE) {
            return new Favour(0, 1, 0, 0, NONE.reached);
        }
        if (event.getKind() != EventKind.PLAY) {
            return NONE;
        }
        long length = event.getLengthMs() == null ? 0 : event.getLengthMs();
        List<Long> reached = new ArrayList<>(NONE.reached);
        if (length > 0) {
            long tenths = Math.min(TENTHS, Math.multiplyExact(TrueTime.watched(event), (long) TENTHS) / length);
            for (int tenth = 0; tenth < tenths; tenth++) {
                reached.set(tenth, 1L);
            }
        }
        return new Favour(1, 0, 1, length > 0 ? 1 : 0, reached);
    }

    /** Of the same viewer. */
    public Favour again(Favour other) {
        Favour sum = plus(other);
        return new Favour(Math.min(1, sum.viewers), Math.min(1, sum.likers), sum.plays, sum.measured, sum.reached);
    }

    /** One viewer's, to be added to others': who only liked has not viewed. */
    public Favour ofAViewer() {
        return viewers == 0 ? NONE : this;
    }

    /** Of other viewers. */
    public Favour plus(Favour other) {
        List<Long> sums = new ArrayList<>(TENTHS);
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            sums.add(reached.get(tenth) + other.reached.get(tenth));
        }
        return new Favour(
                viewers + other.viewers, likers + other.likers, plays + other.plays, measured + other.measured, sums);
    }

    /** Millionths of the measured plays that came to a tenth, 1..{@value #TENTHS}; 0 when there are none. */
    public long reachedPpm(int tenth) {
        return Ppm.share(reached.get(tenth - 1), measured);
    }

    /** Millionths of viewers who liked it. */
    public long likePpm() {
        return Ppm.share(likers, viewers);
    }

    /**
     * The bounds within which the true rate lies, 95 times of a hundred (E. B. Wilson 1927), in millionths. With no viewer they are 0 and 1.
     *
     * @param side -1 for the lower, 1 for the upper
     */
    public long likeBoundPpm(int side) {
        if (viewers == 0) {
            return side < 0 ? 0 : Ppm.ONE;
        }
        double n = viewers;
        double rate = likers / n;
        double middle = rate + Z * Z / (2 * n);
        double width = Z * Math.sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n));
        double bound = (middle + side * width) / (1 + Z * Z / n);
        return Math.round(Math.max(0, Math.min(1, bound)) * Ppm.ONE);
    }

    /** The line behind the content; the tenths are joined by blanks. */
    public String row() {
        StringBuilder curve = new StringBuilder();
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            curve.append(tenth == 1 ? "" : " ").append(reachedPpm(tenth));
        }
        return viewers + "," + plays + "," + likers + "," + likeBoundPpm(-1) + "," + likePpm() + "," + likeBoundPpm(1)
                + "," + reachedPpm(TENTHS) + "," + curve;
    }

    public byte[] encode() {
        ByteWriter out =
                new ByteWriter().number(viewers).number(likers).number(plays).number(measured);
        reached.forEach(out::number);
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} */
    public static Favour decode(byte[] bytes) {
        ByteReader in = new ByteReader("favour", bytes);
        long viewers = in.number();
        long likers = in.number();
        long plays = in.number();
        long measured = in.number();
        List<Long> reached = new ArrayList<>(TENTHS);
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            reached.add(in.number());
        }
        in.end();
        return new Favour(viewers, likers, plays, measured, reached);
    }
}
