package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ActivityRulesTest {
    private static final ActivityRules RULES = ActivityRules.reference();

    @Test
    void referenceValuesArePinned() {
        assertThat(RULES)
                .isEqualTo(new ActivityRules(
                        new ActivityRules.Effective(3_000, 500_000, 30_000, 3_000),
                        new ActivityRules.Weights(
                                1_000_000, 1_000_000, 3_000_000, 200_000, 500_000, 500_000, 500_000, 1_000_000),
                        new ActivityRules.Person(3, 1440, 4),
                        new ActivityRules.Trend(1_000_000, 3_000_000, 5_000_000, 8_000_000, 21_600_000, 72),
                        new ActivityRules.Limits(5_000, 5_000, 1_000, 1_000, 64)));
    }

    @Test
    void halfOfAShortVideoIsAnEffectivePlayAndLessIsNot() {
        assertThat(RULES.effective().play(10_000, 20_000)).isTrue();
        assertThat(RULES.effective().play(9_999, 20_000)).isFalse();
    }

    @Test
    void thirtySecondsOfAFilmAreEnough() {
        assertThat(RULES.effective().play(30_000, 7_200_000)).isTrue();
        assertThat(RULES.effective().play(29_999, 7_200_000)).isFalse();
    }

    @Test
    void lessThanThreeSecondsAreNeverAPlay() {
        assertThat(RULES.effective().play(3_000, 4_000)).isTrue();
        assertThat(RULES.effective().play(2_999, 2_999)).isFalse();
    }

    @Test
    void withoutALengthOnlyThirtySecondsCount() {
        assertThat(RULES.effective().play(29_999, 0)).isFalse();
        assertThat(RULES.effective().play(30_000, 0)).isTrue();
    }

    @Test
    void releaseOfThreeSecondsIsEffective() {
        assertThat(RULES.effective().release(3_000)).isTrue();
        assertThat(RULES.effective().release(2_999)).isFalse();
    }

    @Test
    void everyProblemIsReportedAtOnce() throws IOException {
        Settings settings = Settings.read("mine", new StringReader("persons.capMedians=0\npoints.lik=3\n"));
        assertThatThrownBy(() -> ActivityRules.of(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine: ")
                .hasMessageContaining("effective.play.minMs is missing")
                .hasMessageContaining("persons.capMedians must be a whole number from 1 to 1000, is '0'")
                .hasMessageContaining("points.lik is unknown");
    }
}
