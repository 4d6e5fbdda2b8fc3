package io.wetoken.spark.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DaysTest {
    @Test
    void countsTheDaysOfEveryWindow() {
        Days all = IntStream.range(0, Days.ALL).mapToObj(Days::of).reduce(Days.NONE, Days::or);
        for (int window = 0; window <= Days.ALL; window++) {
            assertThat(all.within(window)).as("window %d", window).isEqualTo(window);
        }
    }

    @Test
    void aWindowEndsBeforeItsLength() {
        assertThat(Days.of(27).within(Days.RECENT)).isOne();
        assertThat(Days.of(28).within(Days.RECENT)).isZero();
        assertThat(Days.of(179).within(Days.ALL)).isOne();
    }

    @Test
    void aDayCountsOnce() {
        assertThat(Days.of(3).or(Days.of(3)).within(Days.ALL)).isOne();
    }

    @Test
    void refusesWhatLiesBeyond() {
        assertThatThrownBy(() -> Days.of(180)).hasMessageContaining("180");
        assertThatThrownBy(() -> Days.of(-1)).hasMessageContaining("-1");
    }
}
