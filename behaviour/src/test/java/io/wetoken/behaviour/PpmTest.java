package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PpmTest {
    @Test
    void floorsAlsoBelowZero() {
        assertThat(Ppm.of(7, 500_000)).isEqualTo(3);
        assertThat(Ppm.of(-7, 500_000)).isEqualTo(-4);
    }

    @Test
    void doesNotOverflowOnTheWay() {
        assertThat(Ppm.scale(Long.MAX_VALUE, 999_999_999, 1_000_000_000)).isEqualTo(9_223_372_027_631_403_770L);
        assertThatThrownBy(() -> Ppm.scale(Long.MAX_VALUE, 2, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void agreesWithDecimalArithmetic() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            long numerator = random.nextLong(1_000_001);
            assertThat(Ppm.of(value, numerator))
                    .as("seed %d: %d · %d ppm", seed, value, numerator)
                    .isEqualTo(BigDecimal.valueOf(value)
                            .multiply(BigDecimal.valueOf(numerator))
                            .divide(BigDecimal.valueOf(1_000_000), 0, RoundingMode.FLOOR)
                            .longValueExact());
        }
    }
}
