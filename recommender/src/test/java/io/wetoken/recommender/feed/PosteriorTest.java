package io.wetoken.recommender.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PosteriorTest {
    @Test
    void oneResponseInOnePlayBeatsAnUnplayedOneTwiceInThree() {
        // Beta(2,1) over Beta(1,1): ∫ 2x · x dx = 2/3.
        assertThat(Posterior.best(List.of(played(1, 1), played(0, 0))))
                .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, within(1e-4));
        // Beta(1,2) over Beta(1,1): ∫ 2(1-x) · x dx = 1/3; Beta(3,1) over two of Beta(1,1): ∫ 3x² · x² dx = 3/5.
        assertThat(Posterior.best(List.of(played(1, 0), played(0, 0))))
                .containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-4));
        assertThat(Posterior.best(List.of(played(2, 2), played(0, 0), played(0, 0))))
                .containsExactly(new double[] {.6, .2, .2}, within(1e-3));
    }

    @Test
    void threeHundredOfWhichNothingIsKnownAreAlike() {
        assertThat(Posterior.best(Collections.nCopies(300, played(0, 0))))
                .hasSize(300)
                .satisfies(all -> assertThat(DoubleStream.of(all).boxed().toList())
                        .allSatisfy(each -> assertThat(each).isCloseTo(1 / 300.0, within(1e-12))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itIsHowOftenDrawnRatesAreTheGreatest(long seed) {
        List<Candidate> items = List.of(played(0, 0), played(3, 1), played(19, 6), played(5, 0), played(8, 4));
        SplittableRandom random = new SplittableRandom(seed);
        int rounds = 40_000;
        double[] wins = new double[items.size()];
        for (int round = 0; round < rounds; round++) {
            int best = 0;
            double most = -1;
            for (int i = 0; i < items.size(); i++) {
                double rate = beta(
                        random,
                        1 + items.get(i).responses(),
                        1 + items.get(i).plays() - items.get(i).responses());
                if (rate > most) {
                    most = rate;
                    best = i;
                }
            }
            wins[best] += 1.0 / rounds;
        }
        assertThat(Posterior.best(items)).as("seed %d", seed).containsExactly(wins, within(.01));
    }

    /** The ath smallest of a + b - 1 even draws. */
    private static double beta(SplittableRandom random, long a, long b) {
        return DoubleStream.generate(random::nextDouble)
                .limit(a + b - 1)
                .sorted()
                .skip(a - 1)
                .findFirst()
                .orElseThrow();
    }

    private static Candidate played(long plays, long responses) {
        return Candidate.of("c", "o", "", "fresh", plays, responses);
    }
}
