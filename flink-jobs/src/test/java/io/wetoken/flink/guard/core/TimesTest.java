package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @Test
    void theOldestGoBeyondTheLimitAndBeyondTheSpan() {
        assertThat(of(3, 1_000, 10, 20, 30, 40)).isEqualTo(of(3, 1_000, 20, 30, 40));
        assertThat(of(9, 20, 10, 20, 30)).as("exactly the span").isEqualTo(of(9, 1_000, 10, 20, 30));
        assertThat(of(9, 19, 10, 20, 30)).isEqualTo(of(9, 1_000, 20, 30));
        assertThat(of(9, 20, 30, 5)).as("too late to be kept").isEqualTo(of(9, 20, 30));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void crowdedIsWhatCountingEveryStretchSays(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            long[] instants = random.longs(random.nextInt(1, 12), 0, 40).toArray();
            long time = instants[random.nextInt(instants.length)];
            int most = random.nextInt(1, 5);
            long window = random.nextLong(1, 20);
            assertThat(of(100, 1_000, instants).crowded(time, window, most))
                    .as("seed %d, %s, at %d", seed, Arrays.toString(instants), time)
                    .isEqualTo(counted(instants, time, window, most));
        }
    }

    @Test
    void irregularityIsTheCoefficientOfVariation() {
        assertThat(of(9, 1_000, 10, 20, 30, 40).irregularityPpm()).isZero();
        // Intervals 10 and 30: mean 20, standard deviation 10.
        assertThat(of(9, 1_000, 0, 10, 40).irregularityPpm()).isEqualTo(500_000);
        assertThat(of(9, 1_000, 0, 10).irregularityPpm()).isEqualTo(Long.MAX_VALUE);
        assertThat(of(9, 1_000, 7, 7, 7).irregularityPpm()).isEqualTo(Long.MAX_VALUE);
        assertThat(Times.NONE.irregularityPpm()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void comesBackFromItsBytes() {
        for (Times times : new Times[] {Times.NONE, of(9, 1_000, 0), of(9, Long.MAX_VALUE / 2, 1L << 41, 5, 5, 900)}) {
            ByteWriter out = new ByteWriter();
            times.write(out);
            ByteReader in = new ByteReader("times", out.bytes());
            assertThat(Times.read(in)).isEqualTo(times).hasSameHashCodeAs(times);
            in.end();
        }
    }

    private static Times of(int limit, long span, long... instants) {
        Times times = Times.NONE;
        for (long instant : instants) {
            times = times.with(instant, limit, span);
        }
        return times;
    }

    /** Slides the window over every place that holds {@code time}. */
    private static boolean counted(long[] instants, long time, long window, int most) {
        return LongStream.rangeClosed(time - window + 1, time)
                .anyMatch(from -> Arrays.stream(instants)
                                .filter(instant -> from <= instant && instant < from + window)
                                .count()
                        > most);
    }
}
