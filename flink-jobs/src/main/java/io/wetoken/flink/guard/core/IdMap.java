package io.wetoken.flink.guard.core;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/**
 * 128-bit ids, each with a number that is not negative: open addressing with linear probing (Knuth, The Art of Computer Programming 3, 6.4) in one array,
 * about 35 bytes an id where a map of objects takes 100 and has a collector of garbage walk over them. Mutable.
 */
public final class IdMap {
    private static final int VERSION = 1;
    /** An id's halves and its number. */
    private static final int CELLS = 3;

    private static final int LEAST_PLACES = 8;
    private static final long TAKEN = Long.MIN_VALUE;
    /** Of this process, so that nobody can send ids that all want one place. */
    private static final long SALT = new SplittableRandom().nextLong();

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] cells;
    private int size;

    public IdMap() {
        this(new long[LEAST_PLACES * CELLS], 0);
    }

    private IdMap(long[] cells, int size) {
        this.cells = cells;
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** The id's number, or -1. */
    public long find(long most, long least) {
        int at = place(most, least);
        return cells[at + 2] == 0 ? -1 : cells[at + 2] & ~TAKEN;
    }

    /** @param number not negative; instead of the one that was there */
    public void put(long most, long least, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("The number of an id is " + number);
        }
        int at = place(most, least);
        if (cells[at + 2] == 0) {
            if ((size + 1) * 5L > places() * 4L) {
                resize(places() + places() / 2);
                at = place(most, least);
            }
            size++;
        }
        cells[at] = most;
        cells[at + 1] = least;
        cells[at + 2] = number | TAKEN;
    }

    /** Forgets the ids whose number is over, and gives back their room. */
    public void removeIf(LongPredicate over) {
        int left = 0;
        for (int at = 0; at < cells.length; at += CELLS) {
            if (cells[at + 2] != 0 && over.test(cells[at + 2] & ~TAKEN)) {
                cells[at + 2] = 0;
            }
            left += cells[at + 2] == 0 ? 0 : 1;
        }
        if (left < size) {
            size = left;
            resize(Math.max(LEAST_PLACES, left + left / 2));
        }
    }

    /** Where the id is, or would be. */
    private int place(long most, long least) {
        long hash = (((most ^ SALT) * MIX) ^ least) * MIX;
        int places = places();
        int place = (int) (((hash >>> 32) * places) >>> 32);
        while (true) {
            int at = place * CELLS;
            if (cells[at + 2] == 0 || (cells[at] == most && cells[at + 1] == least)) {
                return at;
            }
            place = place + 1 == places ? 0 : place + 1;
        }
    }

    private int places() {
        return cells.length / CELLS;
    }

    private void resize(int places) {
        long[] before = cells;
        cells = new long[Math.multiplyExact(places, CELLS)];
        for (int at = 0; at < before.length; at += CELLS) {
            if (before[at + 2] != 0) {
                System.arraycopy(before, at, cells, place(before[at], before[at + 1]), CELLS);
            }
        }
    }

    /**
     * Takes what is in the table.
     *
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Each<E extends Exception> {
        void take(long most, long least, long number) throws E;
    }

    /** In no order. */
    public <E extends Exception> void forEach(Each<E> each) throws E {
        for (int at = 0; at < cells.length; at += CELLS) {
            if (cells[at + 2] != 0) {
                each.take(cells[at], cells[at + 1], cells[at + 2] & ~TAKEN);
            }
        }
    }

    public IdMap copy() {
        return new IdMap(cells.clone(), size);
    }

    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES + size * CELLS * Long.BYTES)
                .putInt(VERSION)
                .putInt(size);
        forEach((most, least, number) -> out.putLong(most).putLong(least).putLong(number));
        return out.array();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    public static IdMap decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < 2 * Integer.BYTES || in.getInt() != VERSION) {
            throw new IllegalArgumentException("A map of ids is not of version " + VERSION);
        }
        int size = in.getInt();
        if (in.remaining() != size * (long) CELLS * Long.BYTES) {
            throw new IllegalArgumentException("A map of " + size + " ids has " + in.remaining() + " bytes");
        }
        IdMap table = new IdMap(new long[Math.max(LEAST_PLACES, size + size / 2) * CELLS], 0);
        while (in.hasRemaining()) {
            table.put(in.getLong(), in.getLong(), in.getLong());
        }
        return table;
    }
}
