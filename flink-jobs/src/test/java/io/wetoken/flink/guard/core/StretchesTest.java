package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.flink.guard.core.Stretches.Stretch;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StretchesTest {
    @Test
    void whatNothingCanOverlapWithAnyMoreIsForgotten() {
        Stretch old = new Stretch(0, 10, 1);
        Stretch newest = new Stretch(Stretches.KEPT_MS, Stretches.KEPT_MS + 10, 1);
        Stretches both = Stretches.NONE.with(old, 64).with(newest, 64);
        assertThat(both.all()).as("just within").containsExactly(old, newest);
        Stretch later = new Stretch(newest.start() + 1, newest.end() + 1, 1);
        assertThat(both.with(later, 64).all()).containsExactly(newest, later);
        assertThat(both.with(later, 64).with(old, 64).all()).as("too late").containsExactly(newest, later);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void coveredAndSumAreWhatCountingEveryMillisecondSays(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Stretch> all = Stream.generate(() -> random(random))
                    .limit(random.nextInt(8))
                    .toList();
            Stretches stretches = Stretches.NONE;
            for (Stretch one : all) {
                stretches = stretches.with(one, 100);
            }
            long from = random.nextInt(30);
            long to = from + random.nextInt(30);
            assertThat(stretches.covered(from, to, tag -> tag == 1))
                    .as("seed %d, %s, [%d, %d)", seed, all, from, to)
                    .isEqualTo(LongStream.range(from, to)
                            .filter(ms -> all.stream().anyMatch(one -> one.tag() == 1 && holds(one, ms)))
                            .count());
            assertThat(stretches.sum(from, to))
                    .as("seed %d, %s, [%d, %d)", seed, all, from, to)
                    .isEqualTo(LongStream.range(from, to)
                            .map(ms ->
                                    all.stream().filter(one -> holds(one, ms)).count())
                            .sum());
        }
    }

    @Test
    void keepsThoseThatEndLast() {
        Stretches kept = Stretches.NONE
                .with(new Stretch(0, 50, 1), 2)
                .with(new Stretch(10, 20, 2), 2)
                .with(new Stretch(0, 30, 3), 2);
        assertThat(kept.all()).containsExactly(new Stretch(0, 30, 3), new Stretch(0, 50, 1));
    }

    @Test
    void comesBackFromItsBytes() {
        Stretches stretches = Stretches.NONE
                .with(new Stretch(1_700_000_000_000L, 1_700_000_008_000L, Long.MIN_VALUE), 9)
                .with(new Stretch(-5, -5, -1), 9);
        ByteWriter out = new ByteWriter();
        stretches.write(out);
        ByteReader in = new ByteReader("stretches", out.bytes());
        assertThat(Stretches.read(in)).isEqualTo(stretches);
        in.end();
    }

    private static Stretch random(Random random) {
        long start = random.nextInt(50);
        return new Stretch(start, start + random.nextInt(15), random.nextInt(2));
    }

    private static boolean holds(Stretch one, long ms) {
        return one.start() <= ms && ms < one.end();
    }
}
