package io.wetoken.settlement.core;

/** A set of pairs of numbers from 0, in one array of longs. */
final class PairSet {
    private long[] slots = new long[1 << 10];
    private int size;

    /** Returns false when the pair was there already. */
    boolean add(int left, int right) {
        long pair = ((long) left << Integer.SIZE | right) + 1;
        if (!put(slots, pair)) {
            return false;
        }
        if (2L * ++size > slots.length) {
            long[] wider = new long[Math.multiplyExact(slots.length, 2)];
            for (long kept : slots) {
                if (kept != 0) {
                    put(wider, kept);
                }
            }
            slots = wider;
        }
        return true;
    }

    private static boolean put(long[] slots, long pair) {
        int mask = slots.length - 1;
        int slot = (int) ((pair * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == pair) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = pair;
        return true;
    }
}
