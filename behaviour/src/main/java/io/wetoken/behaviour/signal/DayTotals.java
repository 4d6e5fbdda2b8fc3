package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.Arrays;

/**
 * A day's community, the sum of {@link Presence} of distinct accounts. Mutable and not thread-safe, for a stream changes it with every event; {@link
 * #replace} costs only what changed. Sums of whole numbers, so order never matters.
 */
public final class DayTotals {
    private static final int VERSION = 1;

    private long activeUsers;
    private long effectivePlays;
    private long effectiveReleases;
    private long likes;
    private long comments;
    private long onlineMinutes;
    private final long[] concurrent = new long[Minutes.A_DAY];

    /** Adds an account that is not in it yet. Returns this. */
    public DayTotals plus(Presence account) {
        return replace(Presence.NONE, account);
    }

    /** Takes out an account as it was added. Returns this. */
    public DayTotals minus(Presence account) {
        return replace(account, Presence.NONE);
    }

    /** {@code minus(before).plus(after)}: the account's presence changed. Returns this. */
    public DayTotals replace(Presence before, Presence after) {
        activeUsers += (after.active() ? 1 : 0) - (before.active() ? 1 : 0);
        effectivePlays += after.effectivePlays() - before.effectivePlays();
        effectiveReleases += after.effectiveReleases() - before.effectiveReleases();
        likes += after.likes() - before.likes();
        comments += after.comments() - before.comments();
        after.online().forEachBeyond(before.online(), minute -> move(minute, 1));
        before.online().forEachBeyond(after.online(), minute -> move(minute, -1));
        return this;
    }

    private void move(int minute, int by) {
        concurrent[minute] += by;
        onlineMinutes += by;
    }

    /** Adds totals over other accounts. Returns this. */
    public DayTotals merge(DayTotals others) {
        activeUsers += others.activeUsers;
        effectivePlays += others.effectivePlays;
        effectiveReleases += others.effectiveReleases;
        likes += others.likes;
        comments += others.comments;
        onlineMinutes += others.onlineMinutes;
        for (int minute = 0; minute < concurrent.length; minute++) {
            concurrent[minute] += others.concurrent[minute];
        }
        return this;
    }

    public long activeUsers() {
        return activeUsers;
    }

    public long effectivePlays() {
        return effectivePlays;
    }

    public long effectiveReleases() {
        return effectiveReleases;
    }

    public long likes() {
        return likes;
    }

    public long comments() {
        return comments;
    }

    /** Sum over accounts. */
    public long onlineMinutes() {
        return onlineMinutes;
    }

    /** The most accounts that were online in the same minute. */
    public long peakConcurrentUsers() {
        return Arrays.stream(concurrent).max().orElse(0);
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .number(activeUsers)
                .number(effectivePlays)
                .number(effectiveReleases)
                .number(likes)
                .number(comments);
        for (long accounts : concurrent) {
            out.number(accounts);
        }
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    public static DayTotals decode(byte[] bytes) {
        ByteReader in = new ByteReader("day totals", bytes);
        in.version(VERSION);
        DayTotals totals = new DayTotals();
        totals.activeUsers = in.number();
        totals.effectivePlays = in.number();
        totals.effectiveReleases = in.number();
        totals.likes = in.number();
        totals.comments = in.number();
        for (int minute = 0; minute < totals.concurrent.length; minute++) {
            totals.concurrent[minute] = in.number();
            totals.onlineMinutes += totals.concurrent[minute];
        }
        in.end();
        return totals;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayTotals totals && Arrays.equals(encode(), totals.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
        return "DayTotals" + Indicators.of(this);
    }
}
