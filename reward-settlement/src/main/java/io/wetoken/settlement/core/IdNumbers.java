package io.wetoken.settlement.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers distinct ids from 0 in order of arrival. Ids live in one byte array, because a million strings and their map entries would take ten times
 * the memory. Not thread-safe.
 */
public final class IdNumbers {
    public static final int ABSENT = -1;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

    private byte[] bytes = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int[] slots = new int[1 << 10];
    private int size;

    public int size() {
        return size;
    }

    /** The number of an id, or {@link #ABSENT}. */
    public int find(byte[] source, int from, int to) {
        return slots[slot(source, from, to)] - 1;
    }

    /** Is this the id of that number? */
    boolean is(int id, byte[] source, int from, int to) {
        return Arrays.equals(bytes, start(id), ends[id], source, from, to);
    }

    /** The number of an id, which is taken in if it is new. */
    public int add(byte[] source, int from, int to) {
        int slot = slot(source, from, to);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int start = start(size);
        int end = Math.addExact(start, to - from);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST_ARRAY, Math.max(end, 2L * bytes.length)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        System.arraycopy(source, from, bytes, start, to - from);
        ends[size++] = end;
        slots[slot] = size;
        if (2L * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    public String text(int id) {
        return new String(bytes, start(id), ends[id] - start(id), StandardCharsets.US_ASCII);
    }

    /** Appends the id's bytes to {@code target} at {@code at} and returns the place after them. */
    public int copy(int id, byte[] target, int at) {
        int start = start(id);
        int length = ends[id] - start;
        System.arraycopy(bytes, start, target, at, length);
        return at + length;
    }

    /** By bytes; a prefix comes before what it begins. */
    public int compare(int left, int right) {
        return Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]);
    }

    /** Sorts numbers of this table by their ids' bytes (multikey quicksort, Bentley and Sedgewick 1997). */
    public void sort(int[] ids, int count) {
        sort(ids, 0, count, 0);
    }

    private void sort(int[] ids, int from, int to, int depth) {
        int low = from;
        int high = to;
        int at = depth;
        while (high - low > 1) {
            int pivot = charAt(ids[low + (high - low) / 2], at);
            int less = low;
            int more = high;
            int next = low;
            while (next < more) {
                int c = charAt(ids[next], at);
                if (c < pivot) {
                    swap(ids, less++, next++);
                } else if (c > pivot) {
                    swap(ids, next, --more);
                } else {
                    next++;
                }
            }
            sort(ids, low, less, at);
            sort(ids, more, high, at);
            if (pivot < 0) {
                return;
            }
            low = less;
            high = more;
            at++;
        }
    }

    private static void swap(int[] ids, int left, int right) {
        int kept = ids[left];
        ids[left] = ids[right];
        ids[right] = kept;
    }

    private int charAt(int id, int at) {
        int place = start(id) + at;
        return place < ends[id] ? bytes[place] & 0xff : -1;
    }

    private int start(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    private int slot(byte[] source, int from, int to) {
        int mask = slots.length - 1;
        int slot = hash(source, from, to) & mask;
        while (slots[slot] != 0) {
            int id = slots[slot] - 1;
            if (Arrays.equals(bytes, start(id), ends[id], source, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(byte[] source, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash ^ (long) WORDS.get(source, at));
        }
        long tail = 0;
        for (; at < to; at++) {
            tail = tail << Byte.SIZE | source[at];
        }
        hash = mixed(hash ^ tail);
        return (int) (hash >>> Integer.SIZE);
    }

    private static long mixed(long value) {
        long product = value * 0x9e3779b97f4a7c15L;
        return product ^ (product >>> 29);
    }

    private void grow() {
        int[] wider = new int[Math.multiplyExact(slots.length, 2)];
        int mask = wider.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = hash(bytes, start(id), ends[id]) & mask;
            while (wider[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            wider[slot] = id + 1;
        }
        slots = wider;
    }
}
