package io.wetoken.recommender.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HalvingTest {
    /** Of 27 trials with eta 3: 27, 9, 3, and a last one; here the ninth of the people is where it begins. */
    @Test
    void oneInEtaGoesOnWithEtaTimesThePeople() {
        assertThat(new Halving(27, 3, .1).rungs())
                .isEqualTo(
                        List.of(new Halving.Rung(1.0 / 9, 27), new Halving.Rung(1.0 / 3, 9), new Halving.Rung(1, 3)));
        assertThat(new Halving(27, 3, .01).rungs()).hasSize(4).last().isEqualTo(new Halving.Rung(1, 1));
        assertThat(new Halving(10, 2, .2).rungs())
                .isEqualTo(List.of(new Halving.Rung(.25, 10), new Halving.Rung(.5, 5), new Halving.Rung(1, 2)));
        assertThat(new Halving(2, 3, .1).rungs()).isEqualTo(List.of(new Halving.Rung(1, 2)));
        assertThat(new Halving(9, 3, 1).rungs()).isEqualTo(List.of(new Halving.Rung(1, 9)));
    }

    @Test
    void theBestAreKeptAndOfEqualsTheEarlier() {
        assertThat(Halving.best(Map.of(1, .1, 2, .3, 3, .2, 4, .2), 2)).containsExactly(2, 3);
        assertThat(Halving.best(Map.of(1, .1), 3)).containsExactly(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Halving(0, 3, .1)).hasMessage("trials must be from 1 to 10000, are 0");
        assertThatThrownBy(() -> new Halving(1, 1, .1)).hasMessage("eta must be at least 2, is 1");
        assertThatThrownBy(() -> new Halving(1, 3, 0))
                .hasMessage("the least share of people must be above 0 and at most 1, is 0.0");
    }
}
