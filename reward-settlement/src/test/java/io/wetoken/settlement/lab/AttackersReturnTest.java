package io.wetoken.settlement.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.settlement.lab.AttackersReturn.Trick;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttackersReturnTest {
    /** An attack pays only if a point can be faked for less than the price ceiling. */
    @ParameterizedTest
    @EnumSource(Trick.class)
    void nothingPaysThatCostsAsMuchAsTheCeiling(Trick trick) {
        for (double price : AttackersReturn.PRICES) {
            double back = AttackersReturn.back(trick, price, 0, 1, 3);
            assertThat(back).as("%s at %s", trick, price).isLessThan(1.01 * price);
            assertThat(AttackersReturn.profit(back, 1.02 * price)).isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource(Trick.class)
    void whatTheGuardTakesComesOffInProportion(Trick trick) {
        double all = AttackersReturn.back(trick, 1, 0, 1, 3);
        double before = all;
        for (double detected : AttackersReturn.DETECTION) {
            double back = AttackersReturn.back(trick, 1, detected, 1, 3);
            assertThat(back).isLessThanOrEqualTo(before).isCloseTo(all * (1 - detected), within(.02));
            before = back;
        }
    }

    @Test
    void aLargeCommunitySharesTheFundSoAPointBringsLess() {
        assertThat(AttackersReturn.back(Trick.RING, 1, 0, 5_000, 3))
                .isLessThan(.5 * AttackersReturn.back(Trick.RING, 1, 0, 1, 3));
    }

    @Test
    void theGuardsFiguresAreReadFromItsBenchmark() throws Exception {
        assertThat(GuardFigures.reference().kinds()).containsKey("SLOW_FARM").doesNotContainKey("honest");
        assertThat(GuardFigures.reference().kinds().get("RING").taken()).isBetween(.9, 1.0);
        assertThat(new GuardFigures.Kind(8, 6, 2).taken()).isEqualTo(.75);
        assertThat(GuardFigures.reference().honestMedian()).isEqualTo(Towns.MEDIAN_POINTS);
        ObjectMapper json = new ObjectMapper();
        Assertions.assertThatThrownBy(() -> GuardFigures.of(json.readTree("{\"name\":\"guard\"}")))
                .hasMessageContaining("no kind of fraud");
        Assertions.assertThatThrownBy(() -> GuardFigures.of(
                        json.readTree("{\"figures\":{\"kinds\":{\"RING\":{\"pointsADayUnguarded\":\"x\"}}}}")))
                .hasMessageContaining("pointsADayUnguarded must be a number");
    }
}
