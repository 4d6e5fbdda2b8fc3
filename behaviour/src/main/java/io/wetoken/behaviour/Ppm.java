package io.wetoken.behaviour;

import java.math.BigInteger;

/** Shares in millionths. */
public final class Ppm {
    /** The whole. */
    public static final long ONE = 1_000_000L;

    private Ppm() {}

    /** {@code value · ppm / 10⁶}, floored, without overflow on the way. */
    public static long of(long value, long ppm) {
        return scale(value, ppm, ONE);
    }

    /** What of a whole a part is, floored; of nothing it is 0. */
    public static long share(long part, long whole) {
        return whole == 0 ? 0 : scale(part, ONE, whole);
    }

    /** {@code value · numerator / denominator}, floored, without overflow on the way. */
    public static long scale(long value, long numerator, long denominator) {
        if (Math.multiplyHigh(value, numerator) == 0 && value * numerator >= 0) {
            return Math.floorDiv(value * numerator, denominator);
        }
        BigInteger[] parts = BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(numerator))
                .divideAndRemainder(BigInteger.valueOf(denominator));
        long quotient = parts[0].longValueExact();
        boolean roundedUp = parts[1].signum() != 0 && (parts[1].signum() < 0) != (denominator < 0);
        return roundedUp ? quotient - 1 : quotient;
    }
}
