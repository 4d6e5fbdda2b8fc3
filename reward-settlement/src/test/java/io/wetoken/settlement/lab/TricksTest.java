package io.wetoken.settlement.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reward rule claims of each trick. */
class TricksTest {
    private static final double PRICE = 1;

    @Test
    void splittingAnAccountGainsNoMoreThanRounding() {
        boolean rounded = false;
        for (long seed = 0; seed < 300; seed++) {
            Splitting.Activity found = Splitting.activity(new Random(seed));
            assertThat(found.gain().abs()).as("seed %d", seed).isLessThanOrEqualTo(BigInteger.valueOf(found.bound()));
            rounded |= found.gain().signum() != 0;
        }
        assertThat(rounded).as("shares that do not divide exactly").isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void splittingACreatorGainsNothingInExpectationAndLittleWithHindsight(boolean standingToo) {
        List<Double> all = new ArrayList<>();
        List<Double> best = new ArrayList<>();
        for (long seed = 0; seed < 100; seed++) {
            List<Double> ratios = Splitting.creator(new Random(seed), standingToo);
            all.addAll(ratios);
            best.add(Figures.of(ratios).max());
        }
        assertThat(Figures.of(all).mean()).as("seeds 0 to 99").isLessThan(1.005);
        assertThat(Figures.of(best).mean()).as("seeds 0 to 99").isLessThan(1.05);
        assertThat(Figures.of(best).max()).as("seeds 0 to 99").isLessThan(Sniping.ceiling());
    }

    /** The rule cannot tell a ring from friends: that is the guard's duty. The ceiling holds all the same. */
    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100})
    void aRingGainsUpToTheCeilingAndLosesBehindTheGuard(int members) throws Exception {
        double taken = GuardFigures.reference().kinds().get(Rings.KIND).taken();
        Rings.Earned earned = Rings.earned(members, taken, new Random(members));
        assertThat(earned.gain()).isBetween(1.5, 3.0);
        assertThat(earned.ring()).isLessThan(1.01 * PRICE);
        assertThat(earned.guarded()).isLessThan(.1 * earned.honest());
    }

    @Test
    void snipingGainsNothingBlindAndLittleWithHindsight() {
        List<Double> blind = new ArrayList<>();
        List<Double> hindsight = new ArrayList<>();
        for (long seed = 0; seed < 150; seed++) {
            Sniping.Found found = Sniping.found(new Random(seed), .2);
            blind.add(found.blind());
            hindsight.add(found.hindsight());
            assertThat(found.hindsight()).as("seed %d", seed).isBetween(1.0, Sniping.ceiling());
        }
        assertThat(Figures.of(blind).mean()).as("seeds 0 to 149").isLessThan(1.01);
        assertThat(Figures.of(hindsight).mean()).as("seeds 0 to 149").isLessThan(1.05);
    }

    @ParameterizedTest
    @CsvSource({"1, 6, .5", "28, 28, .9", "28, 90, .5"})
    void hidingOnesStrengthDoesNotPay(int weak, int strong, double strength) {
        for (long seed = 0; seed < 3; seed++) {
            Sandbagging.Found found = Sandbagging.found(weak, strong, strength, seed);
            assertThat(found.whole()).as("seed %d", seed).isLessThan(1);
            // The floor of 0.8 leaves at most stake · (1 − .8) / (1 + .8) = .022 to win each day.
            assertThat(found.unhurt()).as("seed %d", seed).isLessThan(1.0223);
        }
    }

    @Test
    void aGiftEarnsOneCreditAndThePersonsCapEndsIt() {
        GiftBrushing.Found few = GiftBrushing.found(5, 0, new Random(1));
        assertThat(few.points()).isEqualTo(4);
        assertThat(few.perGift()).isLessThan(1.01 * PRICE);
        GiftBrushing.Found many = GiftBrushing.found(100, 0, new Random(1));
        assertThat(many.points()).isEqualTo(4 * Towns.MEDIAN_POINTS);
        assertThat(many.perGift()).isLessThan(few.perGift() / 2);
        assertThat(GiftBrushing.found(5, .9667, new Random(1)).guarded()).isLessThan(.04 * few.perGift());
    }
}
