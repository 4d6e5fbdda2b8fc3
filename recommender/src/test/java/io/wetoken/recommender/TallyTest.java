package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itIsAMapOfSumsThatIsUsedAgain(long seed) {
        Random random = new Random(seed);
        Tally tally = new Tally();
        for (int round = 0; round < 5; round++) {
            tally.clear();
            Map<Integer, Float> sums = new LinkedHashMap<>();
            for (int i = 0; i < random.nextInt(20_000); i++) {
                int number = random.nextInt(1_000_000) % (10 + random.nextInt(50_000));
                float weight = random.nextFloat() - .5f;
                tally.add(number, weight);
                sums.merge(number, weight, Float::sum);
            }
            assertThat(tally.size()).as("seed %d round %d", seed, round).isEqualTo(sums.size());
            int i = 0;
            for (Map.Entry<Integer, Float> entry : sums.entrySet()) {
                assertThat(tally.number(i)).isEqualTo(entry.getKey());
                assertThat(tally.sum(i)).isEqualTo(entry.getValue());
                assertThat(tally.of(entry.getKey())).isEqualTo(entry.getValue());
                i++;
            }
            assertThat(tally.of(2_000_000)).isZero();
        }
    }
}
