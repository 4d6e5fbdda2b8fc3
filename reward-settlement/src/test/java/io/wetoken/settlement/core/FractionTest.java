package io.wetoken.settlement.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast division against BigInteger. */
class FractionTest {
    private static final BigInteger WE = BigInteger.TEN.pow(18);

    @Test
    void aThirdOfOneWeIsFlooredAndOneUnitIsLeft() {
        Fraction third = new Fraction();
        third.of(1, 0, 1, 3);
        assertThat(third.wes()).isZero();
        assertThat(third.units()).isEqualTo(333_333_333_333_333_333L);
        assertThat(third.remainderLow()).isEqualTo(1);
    }

    @Test
    void everyQuotientAndRemainderIsExact() {
        Random random = new Random(5);
        Fraction fraction = new Fraction();
        for (int i = 0; i < 2_000_000; i++) {
            long wes = Math.floorMod(random.nextLong() >>> random.nextInt(64), 10_000_000_001L);
            long units = edge(random, 1_000_000_000_000_000_000L);
            long whole = 1 + edge(random, i % 2 == 0 ? (1L << 50) - 1 : Long.MAX_VALUE - 1);
            long part = random.nextInt(8) == 0 ? whole : edge(random, whole);
            fraction.of(wes, units, part, whole);
            compare(fraction, wes, units, BigInteger.valueOf(part), BigInteger.valueOf(whole), i);
        }
    }

    @Test
    void aWholeBeyondALongIsExactToo() {
        Fraction fraction = new Fraction();
        BigInteger whole = BigInteger.TEN.pow(21).add(BigInteger.ONE);
        fraction.of(9_999_999_999L, 7, BigInteger.TEN.pow(15), whole);
        compare(fraction, 9_999_999_999L, 7, BigInteger.TEN.pow(15), whole, 0);
    }

    private static void compare(Fraction is, long wes, long units, BigInteger part, BigInteger whole, int i) {
        BigInteger[] wanted = BigInteger.valueOf(wes)
                .multiply(WE)
                .add(BigInteger.valueOf(units))
                .multiply(part)
                .divideAndRemainder(whole);
        BigInteger quotient = BigInteger.valueOf(is.wes()).multiply(WE).add(BigInteger.valueOf(is.units()));
        BigInteger remainder =
                BigInteger.valueOf(is.remainderHigh()).shiftLeft(63).add(BigInteger.valueOf(is.remainderLow()));
        if (!List.of(wanted).equals(List.of(quotient, remainder))) {
            assertThat(List.of(quotient, remainder))
                    .as("seed 5, case %d: (%d WE + %d) * %s / %s", i, wes, units, part, whole)
                    .isEqualTo(List.of(wanted));
        }
    }

    /** Often at the ends of the range, where estimates go wrong. */
    private static long edge(Random random, long bound) {
        return switch (random.nextInt(4)) {
            case 0 -> Math.min(bound - 1, random.nextInt(3));
            case 1 -> Math.max(0, bound - 1 - random.nextInt(3));
            default -> Math.floorMod(random.nextLong() >>> random.nextInt(60), bound);
        };
    }
}
