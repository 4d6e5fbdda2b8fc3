package io.wetoken.settlement.core;

import java.math.BigInteger;

/**
 * {@code floor(amount · part / whole)} for {@code 0 ≤ part ≤ whole}, and what is left over. Exact; long division in base 10^9 with the quotient's digit
 * estimated in floating point and corrected, several times as fast as BigInteger, to which it turns when {@code whole} is 2^50 or more. Holds one result
 * at a time, so that a million divisions make no objects.
 */
final class Fraction {
    private static final long BASE = 1_000_000_000L;
    private static final long WE = BASE * BASE;
    private static final BigInteger BIG_WE = BigInteger.valueOf(WE);
    private static final long NARROW = 1L << 50;
    private static final BigInteger BIG_NARROW = BigInteger.valueOf(NARROW);

    private long wes;
    private long units;
    private long remainderHigh;
    private long remainderLow;

    /** Takes the fraction of an amount of {@code amountWes} WE and {@code amountUnits} base units. */
    void of(long amountWes, long amountUnits, long part, long whole) {
        if (whole >= NARROW) {
            of(amountWes, amountUnits, BigInteger.valueOf(part), BigInteger.valueOf(whole));
            return;
        }
        remainderHigh = 0;
        remainderLow = 0;
        long high = 0;
        if (amountWes != 0) {
            high = digit(amountWes / BASE, part, whole) * BASE;
            high += digit(amountWes % BASE, part, whole);
        }
        long low = digit(amountUnits / BASE, part, whole) * BASE;
        low += digit(amountUnits % BASE, part, whole);
        while (low >= WE) {
            low -= WE;
            high++;
        }
        wes = high;
        units = low;
    }

    /** Likewise, for a whole of any size. */
    void of(long amountWes, long amountUnits, BigInteger part, BigInteger whole) {
        if (whole.compareTo(BIG_NARROW) < 0) {
            of(amountWes, amountUnits, part.longValueExact(), whole.longValueExact());
            return;
        }
        BigInteger amount = BigInteger.valueOf(amountWes).multiply(BIG_WE).add(BigInteger.valueOf(amountUnits));
        BigInteger[] divided = amount.multiply(part).divideAndRemainder(whole);
        BigInteger[] quotient = divided[0].divideAndRemainder(BIG_WE);
        wes = quotient[0].longValueExact();
        units = quotient[1].longValueExact();
        remainderHigh = divided[1].shiftRight(Long.SIZE - 1).longValueExact();
        remainderLow = divided[1].longValue() & Long.MAX_VALUE;
    }

    long wes() {
        return wes;
    }

    long units() {
        return units;
    }

    /** The bits of the remainder from 63 up. */
    long remainderHigh() {
        return remainderHigh;
    }

    /** The lowest 63 bits of the remainder. */
    long remainderLow() {
        return remainderLow;
    }

    /**
     * The next digit of the quotient, below 2 · 10^9. Its estimate is off by at most one, for it has 53 bits; the true remainder is small, so arithmetic
     * that wraps around 2^64 gives it exactly.
     */
    private long digit(long digit, long part, long whole) {
        long quotient = (long) (((double) remainderLow * BASE + (double) digit * part) / whole);
        long left = remainderLow * BASE + digit * part - quotient * whole;
        if (left < 0) {
            quotient--;
            left += whole;
        } else if (left >= whole) {
            quotient++;
            left -= whole;
        }
        remainderLow = left;
        return quotient;
    }
}
