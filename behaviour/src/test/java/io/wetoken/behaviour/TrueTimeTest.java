package io.wetoken.behaviour;

import static io.wetoken.behaviour.AnEvent.NOON;
import static io.wetoken.behaviour.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrueTimeTest {
    @Test
    void aWrongDeviceClockDoesNotMatter() {
        assertThat(TrueTime.of(aPlay().at(NOON).sentLater(Duration.ofMinutes(5)).accepted()))
                .isEqualTo(NOON - 300_000);
    }

    @Test
    void nothingHappensAfterItWasReceived() {
        assertThat(TrueTime.of(
                        aPlay().at(NOON).sentLater(Duration.ofMinutes(-5)).accepted()))
                .isEqualTo(NOON);
    }

    @Test
    void watchingStaysWithinADay() {
        assertThat(TrueTime.watched(aPlay().lasting(Duration.ofDays(3)).accepted()))
                .isEqualTo(86_400_000);
        assertThat(TrueTime.watched(aPlay().lasting(Duration.ofDays(-3)).accepted()))
                .isZero();
        assertThat(TrueTime.watched(aPlay().accepted())).isZero();
    }
}
