package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.BitSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ModelsTest {
    private final Learnt learnt = FourByFour.learnt(new RandomWalk.Parameters(1, 0, 3));

    @Test
    void anUnknownModelIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Models.named("magic"))
                .hasMessage(
                        "There is no model 'magic'; there are default, popularity, trending, rp3beta, itemknn, graphfilter, ease, als, ials, contentknn, session.");
    }

    @Test
    void popularityCountsUsers() {
        float[] scores = new float[4];
        Models.named("popularity").score(learnt, History.EMPTY, scores);
        assertThat(scores).containsExactly(2, 3, 2, 1);
    }

    @Test
    void theDefaultGivesANewcomerWhatIsPopularAndOthersWhatWalksReach() {
        float[] scores = new float[4];
        Models.named("default").score(learnt, History.EMPTY, scores);
        assertThat(Top.of(scores, 4, new BitSet())).containsExactly(1, 0, 2, 3);
        Models.named("default").score(learnt, History.of(0), scores);
        assertThat(Top.of(scores, 3, new BitSet())).containsExactly(1, 2, 0);
    }

    @Test
    void aTableThatWasNotLearntIsNamed() {
        assertThatThrownBy(() -> Models.named("als").score(learnt, History.of(0), new float[4]))
                .hasMessage("Table FACTORS was not learnt");
    }

    @Test
    void foldingInSolvesTheUsersEquations() {
        // Rank 1, factors 1 and 2, α 1, λ .5, history {0}: (1 + 4 + 1·1 + .5·1) x = (1 + 1)·1, so x = 2 / 6.5.
        Factors factors = new Factors(1, 2, FloatBuffer.wrap(new float[] {1, 2}), new Weighing.Confidence(1, .5f));
        Learnt als = new Learnt(2).with(Table.FACTORS, factors);
        float[] scores = new float[2];
        Models.named("als").score(als, History.of(0), scores);
        assertThat(scores).containsExactly(new float[] {2 / 6.5f, 4 / 6.5f}, Offset.offset(1e-6f));
    }

    @Test
    void equationsOfThreeUnknownsAreSolved() {
        double[][] left = {{4, 0, 0}, {2, 5, 0}, {2, 3, 6}};
        // Of x = (1, 2, 3): 4+4+6, 2+10+9, 2+6+18.
        assertThat(Cholesky.solve(left, new double[] {14, 21, 26}))
                .containsExactly(new double[] {1, 2, 3}, Offset.offset(1e-12));
    }
}
