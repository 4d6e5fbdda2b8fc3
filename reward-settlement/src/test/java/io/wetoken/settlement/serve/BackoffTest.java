package io.wetoken.settlement.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void waitsDoubleUpToTheLimitAndLoseAtMostHalf(long seed) {
        Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofSeconds(900), new SplittableRandom(seed));
        for (long full : new long[] {30, 60, 120, 240, 480, 900, 900}) {
            assertThat(backoff.next()).isBetween(Duration.ofSeconds(full).dividedBy(2), Duration.ofSeconds(full));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isBetween(Duration.ofSeconds(450), Duration.ofSeconds(900));
        }
    }

    @Test
    void aResetBeginsAnew() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofHours(1), new SplittableRandom(7));
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(backoff.tries()).isEqualTo(11);
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void twoThatFailedTogetherDoNotComeBackTogether() {
        Backoff one = new Backoff(Duration.ofHours(1), Duration.ofHours(1), new SplittableRandom(1));
        Backoff other = new Backoff(Duration.ofHours(1), Duration.ofHours(1), new SplittableRandom(2));
        assertThat(one.next()).isNotEqualTo(other.next());
    }

    @Test
    void aLimitBelowTheBeginningIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new SplittableRandom(1)))
                .hasMessageContaining("PT2S, PT1S");
    }
}
