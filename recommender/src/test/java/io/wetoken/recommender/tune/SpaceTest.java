package io.wetoken.recommender.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTest {
    private static final Map<String, String> LINES =
            Map.of("rank", "1 to 3", "alpha", "0.5 to 1.5", "lambda", "0.001 to 1 log", "model", "als, rp3beta");

    private final Space space = Space.of(Settings.of("space", LINES));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void drawsStayWithinTheirBoundsAndComeEverywhere(long seed) {
        TreeSet<String> ranks = new TreeSet<>();
        TreeSet<String> models = new TreeSet<>();
        int below = 0;
        for (int trial = 1; trial <= 300; trial++) {
            Map<String, String> drawn = space.draw(seed, trial);
            ranks.add(drawn.get("rank"));
            models.add(drawn.get("model"));
            assertThat(Double.parseDouble(drawn.get("alpha")))
                    .as("seed %d", seed)
                    .isBetween(.5, 1.5);
            double lambda = Double.parseDouble(drawn.get("lambda"));
            assertThat(lambda).as("seed %d", seed).isBetween(.001, 1.0);
            // Half of three decades are below their middle.
            below += lambda < .0316 ? 1 : 0;
        }
        assertThat(ranks).as("seed %d", seed).containsExactly("1", "2", "3");
        assertThat(models).as("seed %d", seed).containsExactly("als", "rp3beta");
        assertThat(below).as("seed %d", seed).isBetween(110, 190);
    }

    @Test
    void aTrialIsTheSameHoweverManyThereAreAndAnotherSeedDrawsOthers() {
        assertThat(space.draw(1, 7)).isEqualTo(space.draw(1, 7)).isNotEqualTo(space.draw(1, 8));
        assertThat(IntStream.range(0, 5).mapToObj(trial -> space.draw(1, trial)))
                .isNotEqualTo(IntStream.range(0, 5)
                        .mapToObj(trial -> space.draw(2, trial))
                        .toList());
        assertThat(space.isLog("lambda")).isTrue();
        assertThat(space.isLog("alpha")).isFalse();
    }

    @Test
    void whatSaysNothingToDrawFromIsNamed() {
        assertThatThrownBy(() -> Space.of(
                        Settings.of("space", Map.of("a", "3 to 1", "b", "0 to 1 log", "c", "1,,2", "d", "low to 2"))))
                .hasMessageStartingWith("space: ")
                .hasMessageContaining("a: '3 to 1' must rise")
                .hasMessageContaining("b: '0 to 1 log' must rise, from above 0")
                .hasMessageContaining("c: '1,,2' is neither")
                .hasMessageContaining("d: 'low to 2' must rise, and bounds must be numbers");
        assertThatThrownBy(() -> Space.of(Settings.of("space", Map.of())))
                .hasMessageStartingWith("space: there is nothing to draw");
    }
}
