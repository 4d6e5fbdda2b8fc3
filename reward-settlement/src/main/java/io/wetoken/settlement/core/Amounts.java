package io.wetoken.settlement.core;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A growing column of amounts up to the supply, each kept as whole WE and base units below one WE: two longs instead of an object, and decimal text
 * without a division. Places never written are 0.
 */
public final class Amounts {
    private static final long WE = 1_000_000_000_000_000_000L;
    private static final BigInteger BIG_WE = BigInteger.valueOf(WE);

    private long[] whole;
    private long[] rest;

    public Amounts(int capacity) {
        whole = new long[capacity];
        rest = new long[capacity];
    }

    public BigInteger get(int at) {
        if (at >= whole.length) {
            return BigInteger.ZERO;
        }
        BigInteger low = BigInteger.valueOf(rest[at]);
        return whole[at] == 0
                ? low
                : BigInteger.valueOf(whole[at]).multiply(BIG_WE).add(low);
    }

    public boolean isZero(int at) {
        return at >= whole.length || (whole[at] | rest[at]) == 0;
    }

    public void add(int at, BigInteger amount) {
        if (amount.bitLength() < Long.SIZE) {
            long units = amount.longValue();
            if (units < WE) {
                add(at, 0, units);
            } else {
                add(at, units / WE, units % WE);
            }
            return;
        }
        BigInteger[] parts = amount.divideAndRemainder(BIG_WE);
        add(at, parts[0].longValueExact(), parts[1].longValue());
    }

    public void add(int at, Amounts other, int from) {
        if (from < other.whole.length) {
            add(at, other.whole[from], other.rest[from]);
        }
    }

    /** The sum of the whole column. */
    public BigInteger sum() {
        BigInteger sum = BigInteger.ZERO;
        long wes = 0;
        long units = 0;
        for (int i = 0; i < whole.length; i++) {
            wes += whole[i];
            units += rest[i];
            if (units >= WE) {
                units -= WE;
                wes++;
            }
        }
        return sum.add(BigInteger.valueOf(wes).multiply(BIG_WE)).add(BigInteger.valueOf(units));
    }

    /** Is the amount at {@code at} at least {@code other}'s? */
    boolean atLeast(int at, Amounts other, int otherAt) {
        long left = at < whole.length ? whole[at] : 0;
        long right = other.whole[otherAt];
        return left != right ? left > right : (at < rest.length ? rest[at] : 0) >= other.rest[otherAt];
    }

    /** Writes the amount's decimal digits at {@code to} and returns the place after them. At most 29 bytes. */
    public int print(int at, byte[] target, int to) {
        if (at >= whole.length) {
            target[to] = '0';
            return to + 1;
        }
        if (whole[at] == 0) {
            return print(rest[at], digits(rest[at]), target, to);
        }
        int middle = print(whole[at], digits(whole[at]), target, to);
        return print(rest[at], 18, target, middle);
    }

    static int print(long value, int digits, byte[] target, int to) {
        long left = value;
        for (int i = to + digits - 1; i >= to; i--) {
            long tenth = left / 10;
            target[i] = (byte) ('0' + (left - tenth * 10));
            left = tenth;
        }
        return to + digits;
    }

    static int digits(long value) {
        int digits = 1;
        for (long left = value; left >= 10; left /= 10) {
            digits++;
        }
        return digits;
    }

    private void add(int at, long wes, long units) {
        if (at >= whole.length) {
            int capacity = Math.max(at + 1, Math.max(16, 2 * whole.length));
            whole = Arrays.copyOf(whole, capacity);
            rest = Arrays.copyOf(rest, capacity);
        }
        long sum = rest[at] + units;
        long carried = sum >= WE ? 1 : 0;
        rest[at] = sum - carried * WE;
        whole[at] += wes + carried;
    }
}
