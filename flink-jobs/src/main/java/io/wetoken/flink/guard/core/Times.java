package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.Arrays;

/** The newest instants of something, ascending; at most a given number. Immutable. Takes them in any order. */
final class Times {
    static final Times NONE = new Times(new long[0]);

    private final long[] sorted;

    private Times(long[] sorted) {
        this.sorted = sorted;
    }

    /** With {@code time} added; without the oldest beyond {@code limit}, and without those more than {@code spanMs} before the newest. */
    Times with(long time, int limit, long spanMs) {
        int at = Arrays.binarySearch(sorted, time);
        int place = at < 0 ? -at - 1 : at;
        long[] all = new long[sorted.length + 1];
        System.arraycopy(sorted, 0, all, 0, place);
        all[place] = time;
        System.arraycopy(sorted, place, all, place + 1, sorted.length - place);
        int first = Math.max(0, all.length - limit);
        while (all[first] < all[all.length - 1] - spanMs) {
            first++;
        }
        return new Times(first == 0 ? all : Arrays.copyOfRange(all, first, all.length));
    }

    /** Whether some stretch shorter than {@code windowMs} that contains {@code time} holds more than {@code most} instants. */
    boolean crowded(long time, long windowMs, int most) {
        for (int first = 0; first + most < sorted.length; first++) {
            long from = sorted[first];
            long to = sorted[first + most];
            if (from <= time && time <= to && to - from < windowMs) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return sorted.length;
    }

    /**
     * Standard deviation of the intervals in millionths of their mean (the coefficient of variation); {@link Long#MAX_VALUE} when there are fewer than
     * two, or when all instants are the same.
     */
    long irregularityPpm() {
        int intervals = sorted.length - 1;
        if (intervals < 2 || sorted[intervals] == sorted[0]) {
            return Long.MAX_VALUE;
        }
        double mean = (double) (sorted[intervals] - sorted[0]) / intervals;
        double squares = 0;
        for (int i = 0; i < intervals; i++) {
            double off = sorted[i + 1] - sorted[i] - mean;
            squares += off * off;
        }
        return (long) (StrictMath.sqrt(squares / intervals) / mean * 1_000_000);
    }

    void write(ByteWriter out) {
        out.number(sorted.length);
        long before = 0;
        for (long time : sorted) {
            out.number(time - before);
            before = time;
        }
    }

    static Times read(ByteReader in) {
        long[] sorted = new long[in.count()];
        long before = 0;
        for (int i = 0; i < sorted.length; i++) {
            before += in.number();
            sorted[i] = before;
        }
        return new Times(sorted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Times times && Arrays.equals(sorted, times.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }
}
