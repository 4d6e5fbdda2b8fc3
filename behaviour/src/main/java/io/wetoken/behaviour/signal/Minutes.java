package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** A set of minutes of a UTC day. Immutable. */
public final class Minutes {
    /** Minutes of a day. */
    public static final int A_DAY = 1440;

    public static final Minutes NONE = new Minutes(new long[(A_DAY + 63) / 64]);

    private final long[] words;

    private Minutes(long[] words) {
        this.words = words;
    }

    /** With every minute from {@code first} to {@code last} (both included); parts outside the day are left out. */
    public Minutes with(long first, long last) {
        int from = (int) Math.max(0, first);
        int to = (int) Math.min(A_DAY - 1, last);
        long[] with = words.clone();
        for (int minute = from; minute <= to; minute++) {
            with[minute >> 6] |= 1L << minute;
        }
        return new Minutes(with);
    }

    public Minutes or(Minutes other) {
        long[] union = words.clone();
        for (int i = 0; i < union.length; i++) {
            union[i] |= other.words[i];
        }
        return new Minutes(union);
    }

    public boolean contains(int minute) {
        return (words[minute >> 6] & 1L << minute) != 0;
    }

    public int count() {
        return Arrays.stream(words).mapToInt(Long::bitCount).sum();
    }

    /** Calls with each minute that is here and not in {@code other}. */
    void forEachBeyond(Minutes other, IntConsumer action) {
        for (int i = 0; i < words.length; i++) {
            for (long rest = words[i] & ~other.words[i]; rest != 0; rest &= rest - 1) {
                action.accept(i * 64 + Long.numberOfTrailingZeros(rest));
            }
        }
    }

    void write(ByteWriter out) {
        for (long word : words) {
            out.bits(word);
        }
    }

    static Minutes read(ByteReader in) {
        long[] words = new long[NONE.words.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.bits();
        }
        if (words[words.length - 1] >>> (A_DAY % 64) != 0) {
            throw new IllegalArgumentException("A day has " + A_DAY + " minutes; a later one is set");
        }
        return new Minutes(words);
    }

    /** How many unbroken stretches there are. */
    int runs() {
        int runs = 0;
        long before = 0;
        for (long word : words) {
            runs += Long.bitCount(word & ~(word << 1 | before));
            before = word >>> 63;
        }
        return runs;
    }

    /** The stretches, which of most days are few: in a few bytes what {@link #write} writes in {@code 8 * 23}. */
    void writeRuns(ByteWriter out) {
        out.number(runs());
        int end = 0;
        for (int first = next(0, true); first < A_DAY; first = next(end, true)) {
            out.number(first - end);
            end = next(first, false);
            out.number(end - first);
        }
    }

    /** The first minute from {@code minute} on that is in the set, or that is not; {@link #A_DAY} if there is none. */
    private int next(int minute, boolean in) {
        int at = minute;
        while (at < A_DAY && contains(at) != in) {
            long rest = (in ? words[at >> 6] : ~words[at >> 6]) >>> at;
            at = rest == 0 ? (at | 63) + 1 : at + Long.numberOfTrailingZeros(rest);
        }
        return Math.min(at, A_DAY);
    }

    static Minutes readRuns(ByteReader in) {
        long[] words = new long[NONE.words.length];
        long end = 0;
        for (int left = in.count(); left > 0; left--) {
            long first = end + in.number();
            end = first + in.number();
            if (first < 0 || end <= first || end > A_DAY) {
                throw new IllegalArgumentException("A stretch of minutes is from " + first + " to " + end);
            }
            for (int minute = (int) first; minute < end; minute++) {
                words[minute >> 6] |= 1L << minute;
            }
        }
        return new Minutes(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Minutes minutes && Arrays.equals(words, minutes.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return count() + " minutes";
    }
}
