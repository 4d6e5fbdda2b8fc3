package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopTest {
    @Test
    void equalScoresGoByItem() {
        assertThat(Top.of(new float[] {-0f, 0, 3, 3, -1}, 4, new BitSet())).containsExactly(2, 3, 0, 1);
    }

    @Test
    void excludedItemsLeaveAShorterList() {
        BitSet excluded = new BitSet();
        excluded.set(0, 2);
        assertThat(Top.of(new float[] {9, 8, 7}, 5, excluded)).containsExactly(2);
        assertThat(Top.of(new float[] {}, 5, excluded)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void isWhatSortingAllGives(int seed) {
        Random random = new Random(seed);
        float[] scores = new float[1 + random.nextInt(300)];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = (random.nextInt(21) - 10) / 4f;
        }
        int k = 1 + random.nextInt(scores.length);
        int[] sorted = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> -scores[item]).thenComparing(item -> item))
                .limit(k)
                .mapToInt(item -> item)
                .toArray();
        assertThat(Top.of(scores, k, new BitSet())).as("seed %d", seed).containsExactly(sorted);
    }
}
