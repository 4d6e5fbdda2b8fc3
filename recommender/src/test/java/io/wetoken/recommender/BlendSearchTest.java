package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BlendSearchTest {
    private static final int ITEMS = 60;

    /** From item n walks lead to n+1, and the graph, wrongly, to 30 others; 40 is what everybody has. */
    private static AskedPeople people(boolean graphIsRight, List<AskedPeople.Question> questions) {
        long[] popularity = new long[ITEMS];
        Arrays.fill(popularity, 1);
        popularity[40] = 100;
        List<Candidates> rows = new ArrayList<>();
        for (int item = 0; item < 10; item++) {
            int[] neighbours = new int[31];
            float[][] parts = new float[4][31];
            neighbours[0] = item + 10;
            parts[graphIsRight ? 1 : 0][0] = .1f;
            for (int i = 1; i <= 30; i++) {
                neighbours[i] = 20 + i;
                parts[graphIsRight ? 0 : 1][i] = .1f;
            }
            rows.add(new Candidates(item, neighbours, parts));
        }
        return AskedPeople.of(rows, popularity, 0, questions);
    }

    private static BlendWeights found(boolean graphIsRight, List<AskedPeople.Question> questions) {
        return new BlendSearch(people(graphIsRight, questions), true, BlendSearch.Parameters.REFERENCE).weights();
    }

    private static List<AskedPeople.Question> tenFindTheNext() {
        return IntStream.range(0, 10)
                .mapToObj(item -> new AskedPeople.Question(History.of(item), new int[] {item + 10}))
                .toList();
    }

    @Test
    void aPartThatMisleadsGetsNoWeightAndOneThatLeadsMore() {
        assertThat(found(false, tenFindTheNext()).paths()).isLessThan(1);
        assertThat(found(true, tenFindTheNext()).paths()).isGreaterThan(1);
    }

    @Test
    void whatIsFoundFirstIsWorthRecallAndGain() {
        AskedPeople people = people(false, List.of(new AskedPeople.Question(History.of(0), new int[] {10, 59})));
        // One of two is found, at rank 1: recall 1/2, gain 1 of 1 + 1/log2(3).
        assertThat(people.worth(BlendWeights.ofWalks(), 0).mean())
                .isCloseTo(.5 + 1 / (1 + Math.log(2) / Math.log(3)), Offset.offset(1e-9));
    }

    @Test
    void popularHitsAreWorthLessWhereTheyAreDiscounted() {
        AskedPeople people = people(false, List.of(new AskedPeople.Question(History.of(0), new int[] {10, 40})));
        // Of what is worth 1 and 1/100 the first is found: recall (1)/2, gain 1 of 1 + 1/log2(3); all is worth 1.01/2.
        assertThat(people.worth(BlendWeights.ofWalks(), 1).mean())
                .isCloseTo((.5 + 1 / (1 + Math.log(2) / Math.log(3))) / (1.01 / 2), Offset.offset(1e-9));
    }

    @Test
    void popularityGetsTheLeastThatIsAsGoodWithinAStandardError() {
        assertThat(found(false, tenFindTheNext()).popularity()).isEqualTo(1e-6);
    }

    @Test
    void whatMakesNoDifferenceStaysWhereTheSearchBegins() {
        BlendWeights weights = found(true, tenFindTheNext());
        assertThat(weights.sharpened()).isEqualTo(BlendSearch.start(0).sharpened());
        assertThat(weights.smooth()).isZero();
    }

    @Test
    void nobodyToAskLeavesTheStart() {
        assertThat(found(true, List.of())).isEqualTo(BlendSearch.start(0));
    }
}
