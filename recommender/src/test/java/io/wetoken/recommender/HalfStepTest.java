package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfStepTest {
    private static final int ITEMS = 20;
    private static final int RANK = 4;
    private static final Weighing.FrequencyScaled SCALED = new Weighing.FrequencyScaled(.3f, .2f, .7f);

    /** At the least of a convex function every step to a side makes it larger. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void foldedInFactorsHaveTheLeastLossOfIals(long seed) {
        Random random = new Random(seed);
        float[] byRank = new float[RANK * ITEMS];
        for (int i = 0; i < byRank.length; i++) {
            byRank[i] = (float) random.nextGaussian();
        }
        int[] own = random.ints(0, ITEMS).distinct().limit(5).toArray();
        float[] weights = {1, 2, 3, 1, 2};
        Factors factors = new Factors(RANK, ITEMS, FloatBuffer.wrap(byRank), SCALED);
        double[] found = factors.foldIn(new History(own, weights));
        double least = loss(byRank, own, weights, found);
        for (int f = 0; f < RANK; f++) {
            for (double step : new double[] {-.01, .01}) {
                double[] beside = found.clone();
                beside[f] += step;
                assertThat(loss(byRank, own, weights, beside))
                        .as("seed %d factor %d step %f", seed, f, step)
                        .isGreaterThan(least);
            }
        }
        float[] scores = new float[ITEMS];
        Models.named("ials")
                .score(new Learnt(ITEMS).with(Table.SCALED_FACTORS, factors), new History(own, weights), scores);
        for (int item = 0; item < ITEMS; item++) {
            assertThat((double) scores[item])
                    .as("seed %d item %d", seed, item)
                    .isCloseTo(product(byRank, item, found), Offset.offset(1e-4));
        }
    }

    /** {@code Σ_own w(1 − x·y)² + α₀ Σ_all (x·y)² + λ(n + α₀N)^ν |x|²}. */
    private static double loss(float[] byRank, int[] own, float[] weights, double[] x) {
        double loss = 0;
        for (int i = 0; i < own.length; i++) {
            loss += weights[i] * Math.pow(1 - product(byRank, own[i], x), 2);
        }
        for (int item = 0; item < ITEMS; item++) {
            loss += .3 * Math.pow(product(byRank, item, x), 2);
        }
        double squares = 0;
        for (double factor : x) {
            squares += factor * factor;
        }
        return loss + .2 * Math.pow(own.length + .3 * ITEMS, .7) * squares;
    }

    private static double product(float[] byRank, int item, double[] x) {
        double sum = 0;
        for (int f = 0; f < RANK; f++) {
            sum += byRank[f * ITEMS + item] * x[f];
        }
        return sum;
    }
}
