package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWalkTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    @Test
    void walksOfTwoUsersAddUp() {
        // From 0 by ann to 1: 1/2 · 1/2; by bob: 1/2 · 1/3; in sum 5/12. To 2 by bob only: 1/6. Scaled to 1: 5/7 and
        // 2/7.
        assertThat(scores(1, 0, 3, 0)).containsExactly(new float[] {0, 5f / 7, 2f / 7, 0}, CLOSE);
        assertThat(scores(1, 0, 3, 1)).containsExactly(new float[] {.5f, 0, .5f, 0}, CLOSE);
        assertThat(scores(1, 0, 3, 3)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void popularItemsAreDiscountedByBeta() {
        // 5/12 over 3 users is 5/36, 1/6 over 2 is 3/36.
        assertThat(scores(1, 1, 3, 0)).containsExactly(new float[] {0, 5f / 8, 3f / 8, 0}, CLOSE);
    }

    @Test
    void alphaIsThePowerOfEachStep() {
        // (√½ + √⅓) to √⅓
        assertThat(scores(.5, 0, 3, 0)).containsExactly(new float[] {0, .68990f, .31010f, 0}, CLOSE);
    }

    @Test
    void onlyTheBestNeighboursAreKept() {
        assertThat(scores(1, 0, 1, 0)).containsExactly(0, 1, 0, 0);
    }

    @Test
    void anItemIsTheNeighbourOfThoseToWhomItWeighsMost() {
        // The star 4 is the only neighbour of 0 and 1 and one of two of 3: with room for two it stays with 0 and 1.
        Neighbours all = Neighbours.of(
                5,
                List.of(
                        new Neighbours.Row(0, new int[] {4}, new float[] {1}),
                        new Neighbours.Row(1, new int[] {4}, new float[] {.9f}),
                        new Neighbours.Row(3, new int[] {2, 4}, new float[] {.6f, .4f})));
        Neighbours cut = all.namedByAtMost(2);
        float[] scores = new float[5];
        cut.addTo(scores, 3, 1);
        assertThat(scores).containsExactly(0, 0, .6f, 0, 0);
        cut.addTo(scores, 1, 1);
        assertThat(scores).containsExactly(0, 0, .6f, 0, .9f);
    }

    @Test
    void aHistoryAddsUpItsItemsByTheirWeight() {
        float[] scores = new float[4];
        Models.named("rp3beta")
                .score(
                        FourByFour.learnt(new RandomWalk.Parameters(1, 0, 3)),
                        new History(new int[] {0, 1}, new float[] {1, 2}),
                        scores);
        assertThat(scores).containsExactly(new float[] {1, 5f / 7, 2f / 7 + 1, 0}, CLOSE);
    }

    @Test
    void parametersThatMakeNoWalkAreRefused() {
        assertThatThrownBy(() -> new RandomWalk.Parameters(0, 0, 3)).hasMessageContaining("α=0.0");
        assertThatThrownBy(() -> new RandomWalk.Parameters(1, 0, 0)).hasMessageContaining("k=0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anyCutOfItemsAndOrderOfUsersGivesTheSameBits(int seed) {
        Random random = new Random(seed);
        int items = 40;
        List<UserItems> users = RandomUsers.of(random, 60, items);
        RandomWalk walk = new RandomWalk(new RandomWalk.Parameters(.6, .1, 10), Popular.weights(users, items));
        Neighbours whole = walk.neighbours(users);
        List<Neighbours.Row> rows = new ArrayList<>();
        List<UserItems> shuffled = new ArrayList<>(users);
        int cuts = 1 + random.nextInt(5);
        for (int cut = 0; cut < cuts; cut++) {
            int mine = cut;
            Collections.shuffle(shuffled, random);
            walk.rows(shuffled, item -> item % cuts == mine, rows::add);
        }
        Neighbours cut = walk.joined(rows);
        assertThat(cut).as("seed %d", seed).isEqualTo(whole);
        for (int item = 0; item < items; item++) {
            float[] scores = new float[items];
            cut.addTo(scores, item, 1);
            double sum = 0;
            for (float score : scores) {
                sum += score;
            }
            assertThat(sum).as("seed %d item %d", seed, item).isBetween(0., 1.00001);
            assertThat(scores[item]).as("seed %d item %d", seed, item).isZero();
        }
    }

    private static float[] scores(double alpha, double beta, int neighbours, int... history) {
        float[] scores = new float[4];
        Models.named("rp3beta")
                .score(
                        FourByFour.learnt(new RandomWalk.Parameters(alpha, beta, neighbours)),
                        History.of(history),
                        scores);
        return scores;
    }
}
