package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {
    private static final Epoch EPOCH = Epoch.parse("2026-11-21");

    @Test
    void isADayOfReceiptInUtc() {
        assertThat(EPOCH.day()).isEqualTo(20_778);
        assertThat(EPOCH.start()).isEqualTo(1_795_219_200_000L);
        assertThat(Epoch.of(EPOCH.start())).isEqualTo(EPOCH);
        assertThat(Epoch.of(EPOCH.end() - 1)).isEqualTo(EPOCH);
        assertThat(Epoch.of(EPOCH.end())).isEqualTo(EPOCH.plusDays(1));
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(EPOCH).hasToString("2026-11-21").isLessThan(Epoch.parse("2026-11-22"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-31", "2026-2-1", "21.11.2026", "2026-11-21T00:00"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Epoch.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
