package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAmountTest {
    @Test
    void sumsAndDifferencesAreExact() {
        TokenAmount supply = TokenAmount.of("10000000000000000000000000000");
        TokenAmount unit = TokenAmount.of("1");
        assertThat(supply.plus(unit).minus(supply)).isEqualTo(unit);
        assertThat(supply.plus(unit)).hasToString("10000000000000000000000000001");
        assertThat(supply).isGreaterThan(unit);
    }

    @Test
    void nothingIsEverNegative() {
        assertThatThrownBy(() -> TokenAmount.ZERO.minus(TokenAmount.of("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new TokenAmount(BigInteger.valueOf(-5))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "01", "1.0", " 1", "1e3", "0x1", "١"})
    void onlyPlainDecimalTextIsAnAmount(String text) {
        assertThatThrownBy(() -> TokenAmount.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
