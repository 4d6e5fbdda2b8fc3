package io.wetoken.settlement.core;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A growing column of amounts up to the supply, each kept as whole WE and base units below one WE: two longs instead of an object, and decimal text
 * without a division. Places never written are 0.
 */
public final class Amounts {
    private static final long WE = 1_000_000_000_000_000_000L;
    private static final long BILLION = 1_000_000_000L;
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

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

    void add(int at, Fraction fraction) {
        add(at, fraction.wes(), fraction.units());
    }

    /** Takes a fraction of the amount at {@code at}. */
    void take(int at, long part, long of, Fraction fraction) {
        if (at < whole.length) {
            fraction.of(whole[at], rest[at], part, of);
        } else {
            fraction.of(0, 0, part, of);
        }
    }

    void take(int at, BigInteger part, BigInteger of, Fraction fraction) {
        if (at < whole.length) {
            fraction.of(whole[at], rest[at], part, of);
        } else {
            fraction.of(0, 0, part, of);
        }
    }

    /** Subtracts what is not more than the amount at {@code at}. */
    void subtract(int at, Amounts other, int from) {
        if (from >= other.whole.length) {
            return;
        }
        long units = rest[at] - other.rest[from];
        long borrowed = units < 0 ? 1 : 0;
        rest[at] = units + borrowed * WE;
        whole[at] -= other.whole[from] + borrowed;
    }

    /** Adds one base unit. */
    void increment(int at) {
        add(at, 0, 1);
    }

    void clear(int at) {
        if (at < whole.length) {
            whole[at] = 0;
            rest[at] = 0;
        }
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

    /** The last {@code digits} decimal digits of a value below 10^18, two at a time. */
    private static int print(long value, int digits, byte[] target, int to) {
        int end = to + digits;
        int at = end;
        // int division by a constant is several times as fast as that of a long.
        int low = (int) (value % BILLION);
        int high = (int) (value / BILLION);
        for (int i = 0; i < 4 && at - to >= 2; i++) {
            int left = low / 100;
            at = pair(low - left * 100, target, at);
            low = left;
        }
        // The ninth digit of the lower half and the digits of the upper one.
        if (at > to) {
            target[--at] = (byte) ('0' + low);
        }
        int rest = high;
        while (at - to >= 2) {
            int left = rest / 100;
            at = pair(rest - left * 100, target, at);
            rest = left;
        }
        if (at > to) {
            target[to] = (byte) ('0' + rest);
        }
        return end;
    }

    private static int pair(int twoDigits, byte[] target, int end) {
        int tens = twoDigits / 10;
        target[end - 1] = (byte) ('0' + twoDigits - tens * 10);
        target[end - 2] = (byte) ('0' + tens);
        return end - 2;
    }

    private static int digits(long value) {
        int digits = 1;
        while (digits < POWERS.length && value >= POWERS[digits]) {
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
