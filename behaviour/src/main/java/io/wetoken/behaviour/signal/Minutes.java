package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** A set of minutes of a UTC day. Immutable. Holds no more than the hours between its first minute and its last, which of most days are few. */
public final class Minutes {
    /** Minutes of a day. */
    public static final int A_DAY = 1440;

    public static final Minutes NONE = new Minutes(0, new long[0]);

    private static final int WORDS = (A_DAY + 63) / 64;

    /** The place of the first of {@link #words} in the day. */
    private final int offset;
    /** 64 minutes each; neither the first nor the last is empty. */
    private final long[] words;

    private Minutes(int offset, long[] words) {
        this.offset = offset;
        this.words = words;
    }

    /** @param day all words of a day */
    private static Minutes of(long[] day) {
        int from = 0;
        int to = day.length;
        while (from < to && day[from] == 0) {
            from++;
        }
        while (to > from && day[to - 1] == 0) {
            to--;
        }
        return from == to ? NONE : new Minutes(from, Arrays.copyOfRange(day, from, to));
    }

    private long[] day() {
        long[] day = new long[WORDS];
        System.arraycopy(words, 0, day, offset, words.length);
        return day;
    }

    private long word(int place) {
        int at = place - offset;
        return at < 0 || at >= words.length ? 0 : words[at];
    }

    /** With every minute from {@code first} to {@code last} (both included); parts outside the day are left out. */
    public Minutes with(long first, long last) {
        int from = (int) Math.max(0, first);
        int to = (int) Math.min(A_DAY - 1, last);
        boolean known = true;
        for (int minute = from; minute <= to; minute++) {
            known &= contains(minute);
        }
        if (known) {
            return this;
        }
        long[] with = day();
        for (int minute = from; minute <= to; minute++) {
            with[minute >> 6] |= 1L << minute;
        }
        return of(with);
    }

    public Minutes or(Minutes other) {
        long[] union = day();
        for (int i = 0; i < union.length; i++) {
            union[i] |= other.word(i);
        }
        return of(union);
    }

    public boolean contains(int minute) {
        return (word(minute >> 6) & 1L << minute) != 0;
    }

    public int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** Calls with each minute that is here and not in {@code other}. */
    void forEachBeyond(Minutes other, IntConsumer action) {
        for (int i = offset; i < offset + words.length; i++) {
            for (long rest = word(i) & ~other.word(i); rest != 0; rest &= rest - 1) {
                action.accept(i * 64 + Long.numberOfTrailingZeros(rest));
            }
        }
    }

    void write(ByteWriter out) {
        for (int i = 0; i < WORDS; i++) {
            out.bits(word(i));
        }
    }

    static Minutes read(ByteReader in) {
        long[] words = new long[WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.bits();
        }
        if (words[words.length - 1] >>> (A_DAY % 64) != 0) {
            throw new IllegalArgumentException("A day has " + A_DAY + " minutes; a later one is set");
        }
        return of(words);
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
            long rest = (in ? word(at >> 6) : ~word(at >> 6)) >>> at;
            at = rest == 0 ? (at | 63) + 1 : at + Long.numberOfTrailingZeros(rest);
        }
        return Math.min(at, A_DAY);
    }

    static Minutes readRuns(ByteReader in) {
        long[] words = new long[WORDS];
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
        return of(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Minutes minutes && offset == minutes.offset && Arrays.equals(words, minutes.words);
    }

    @Override
    public int hashCode() {
        return 31 * offset + Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return count() + " minutes";
    }
}
