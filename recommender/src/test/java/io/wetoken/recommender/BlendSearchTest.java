package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BlendSearchTest {
    private static final int ITEMS = 60;

    /** From item n walks lead to n+1, and the graph, wrongly, to 30 others; 40 is what everybody has. */
    private static BlendSearch search(boolean graphIsRight) {
        long[] popularity = new long[ITEMS];
        Arrays.fill(popularity, 1);
        popularity[40] = 100;
        List<Candidates> rows = new ArrayList<>();
        for (int item = 0; item < 10; item++) {
            int[] neighbours = new int[31];
            float[][] parts = new float[2][31];
            neighbours[0] = item + 10;
            parts[graphIsRight ? 1 : 0][0] = .1f;
            for (int i = 1; i <= 30; i++) {
                neighbours[i] = 20 + i;
                parts[graphIsRight ? 0 : 1][i] = .1f;
            }
            rows.add(new Candidates(item, neighbours, parts));
        }
        return new BlendSearch(rows, popularity, 0, true, BlendSearch.Parameters.REFERENCE);
    }

    private static BlendSearch.Question findsNext(int item) {
        return new BlendSearch.Question(History.of(item), new int[] {item + 10});
    }

    @Test
    void aPartThatMisleadsGetsNoWeightAndOneThatLeadsMore() {
        BlendSearch misled = search(false);
        BlendSearch led = search(true);
        for (int item = 0; item < 10; item++) {
            misled.ask(List.of(findsNext(item)));
            led.ask(List.of(findsNext(item)));
        }
        assertThat(misled.weights(() -> {}).graph()).isLessThan(1);
        assertThat(led.weights(() -> {}).graph()).isGreaterThan(1);
    }

    @Test
    void whatIsFoundFirstIsWorthRecallAndGain() {
        BlendSearch search = search(false);
        search.ask(List.of(new BlendSearch.Question(History.of(0), new int[] {10, 59})));
        // One of two is found, at rank 1: recall 1/2, gain 1 of 1 + 1/log2(3).
        assertThat(search.mean(new BlendWeights(1, 0, List.of(), 1e-6), false)[0])
                .isCloseTo(.5 + 1 / (1 + Math.log(2) / Math.log(3)), Offset.offset(1e-9));
    }

    @Test
    void popularityGetsTheLeastThatIsAsGoodWithinAStandardError() {
        BlendSearch search = search(false);
        for (int item = 0; item < 10; item++) {
            search.ask(List.of(findsNext(item)));
        }
        assertThat(search.weights(() -> {}).popularity()).isEqualTo(1e-6);
    }

    @Test
    void nobodyToAskLeavesTheStart() {
        assertThat(search(true).weights(() -> {})).isEqualTo(BlendSearch.start(0));
    }
}
