package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearbyTest {
    private static final FeedModel DEFAULT = Models.forFeeds("default");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void candidatesStandAsTheFullScoringPutsThem(long seed) {
        Random random = new Random(seed);
        Nearby nearby = new Nearby();
        for (int round = 0; round < 20; round++) {
            int items = 20 + random.nextInt(400);
            Learnt learnt = learnt(random, items);
            // One object for all: what an earlier and longer history left must not show.
            History history = history(random, items);
            int most = 1 + random.nextInt(items);

            int[] found = nearby.of(DEFAULT, learnt, history, most);

            int[] expected = Arrays.stream(full(learnt, history, items))
                    .filter(item -> isReached(learnt, history, item))
                    .limit(most)
                    .toArray();
            assertThat(found).as("seed %d, round %d", seed, round).containsExactly(expected);
        }
    }

    @Test
    void whatNobodyLeadsToIsNoCandidateHoweverPopular() {
        Learnt learnt = FourByFour.learnt(new RandomWalk.Parameters(1, 0, 3));
        assertThat(new Nearby().of(DEFAULT, learnt, History.EMPTY, 10)).isEmpty();
        assertThat(new Nearby().of(DEFAULT, learnt, History.of(0), 10)).containsExactly(1, 2);
    }

    @Test
    void voicesOfTheHistorySumToTheScore() {
        Random random = new Random(9);
        Learnt learnt = learnt(random, 100);
        History history = history(random, 100);
        float[] scores = new float[100];
        Models.named("rp3beta").score(learnt, history, scores);
        for (int item = 0; item < 100; item++) {
            double sum = 0;
            for (float voice : Nearby.voices(DEFAULT, learnt, history, item)) {
                sum += voice;
            }
            assertThat(sum).isCloseTo(scores[item], within(1e-5));
        }
    }

    @Test
    void aTableThatWasNotLearntIsNamed() {
        Learnt none = new Learnt(4);
        assertThatThrownBy(() -> new Nearby().of(DEFAULT, none, History.of(0), 1))
                .hasMessage("Table BLEND was not learnt");
    }

    /** Every item, best first, by scores of the whole catalogue. */
    private static int[] full(Learnt learnt, History history, int items) {
        float[] scores = new float[items];
        Models.named("default").score(learnt, history, scores);
        BitSet known = new BitSet();
        Arrays.stream(history.items()).forEach(known::set);
        return Top.of(scores, items, known);
    }

    private static boolean isReached(Learnt learnt, History history, int item) {
        float[] scores = new float[learnt.items()];
        Models.named("rp3beta").score(learnt, history, scores);
        return scores[item] > 0;
    }

    private static Learnt learnt(Random random, int items) {
        List<UserItems> users = RandomUsers.of(random, items, items);
        Neighbours neighbours = new RandomWalk(
                        new RandomWalk.Parameters(.6, .1, 1 + random.nextInt(40)), Popular.weights(users, items))
                .neighbours(users);
        FloatBuffer popularity = Popular.table(Popular.users(users, items));
        return new Learnt(items)
                .with(Table.POPULARITY, popularity)
                .with(Table.NEIGHBOURS, neighbours)
                .with(
                        Table.BLEND,
                        new Mixture(neighbours, new BlendWeights(1, 0, 0, 0, List.of(), random.nextInt(3) * .1)));
    }

    private static History history(Random random, int items) {
        int[] chosen = random.ints(1 + random.nextInt(100), 0, items).distinct().toArray();
        float[] weights = new float[chosen.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + random.nextInt(8);
        }
        return new History(chosen, weights);
    }
}
