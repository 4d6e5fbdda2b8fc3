package io.wetoken.recommender.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.interval.Terms;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OffPolicyEvaluationTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 1000, .95);
    private static final Policy MOSTLY_THE_FIRST = new Policy(new double[][] {{.8, .2}});
    private static final OptionalDouble UNCLIPPED = OptionalDouble.empty();

    /** A coin showed the first item three times, rewarded twice, and the second once, rewarded: weights 1.6, 1.6, 1.6 and .4. */
    private static final ImpressionLog COIN =
            new ImpressionLog(2, 1, List.of(shown(0, 1, .5), shown(0, 0, .5), shown(0, 1, .5), shown(1, 1, .5)));

    @Test
    void theWeightedRewardsOfTheCoinAreAddedUp() {
        OffPolicyEvaluation found = OffPolicyEvaluation.of(
                new ImpressionLog(2, 1, repeated(COIN.impressions(), 2)),
                MOSTLY_THE_FIRST,
                UNCLIPPED,
                BOOTSTRAP,
                done -> {});
        assertThat(value(found, "ips")).isEqualTo((1.6 + 1.6 + .4) / 4, within(1e-12));
        assertThat(value(found, "snips")).isEqualTo(3.6 / 5.2, within(1e-12));
        assertThat(found.diagnostics().effectiveSampleSize()).isEqualTo(2 * 5.2 * 5.2 / (3 * 2.56 + .16), within(1e-9));
        assertThat(found.diagnostics().meanWeight()).isEqualTo(1.3, within(1e-12));
        assertThat(found.diagnostics().largestWeight()).isEqualTo(1.6, within(1e-12));
        assertThat(found.diagnostics().clipped()).isZero();
        assertThat(found.estimates()).extracting(Estimate::name).containsExactly("ips", "snips", "dr");
    }

    /**
     * Two folds, a prior of 1. The first and third impressions are judged by the others: position mean 1/2, items (0 + 1/2)/2 = 1/4 and (1 + 1/2)/2 = 3/4, so
     * .8/4 + .2·3/4 = .35 is expected, and each term is .35 + 1.6 (1 − 1/4) = 1.55. The second and fourth by the first and third, where all is 1: 1 + 1.6 (0
     * − 1) = −.6 and 1.
     */
    @Test
    void theModelOfTheRewardIsPutRightByItsErrorsElsewhere() {
        Terms terms =
                new DoublyRobust(2, 1).terms(COIN, MOSTLY_THE_FIRST, new Weights(COIN, MOSTLY_THE_FIRST, UNCLIPPED));
        assertThat(terms.numerators()).containsExactly(new double[] {1.55, -.6, 1.55, 1}, within(1e-12));
        assertThat(terms.value()).isEqualTo(.875, within(1e-12));
    }

    @Test
    void thePolicyOfALogIsWhatItShowedAtEachPosition() {
        ImpressionLog log = new ImpressionLog(
                3,
                2,
                List.of(
                        new Impression(0, 0, 1, .9),
                        new Impression(0, 0, 0, .1),
                        new Impression(1, 0, 0, .5),
                        new Impression(2, 1, 0, 1)));
        Policy policy = Policy.shownBy(log);
        assertThat(policy.chance(0, 0)).isEqualTo(2 / 3.0);
        assertThat(policy.chance(0, 2)).isZero();
        assertThat(policy.chance(1, 2)).isEqualTo(1);
        assertThat(OffPolicyEvaluation.onPolicy("mean", log, BOOTSTRAP).value()).isEqualTo(.25);
    }

    @Test
    void clippedWeightsAreCountedAndLowerTheEstimate() {
        Weights weights = new Weights(COIN, MOSTLY_THE_FIRST, OptionalDouble.of(1));
        assertThat(weights.diagnostics().clipped()).isEqualTo(3);
        assertThat(new InversePropensity()
                        .terms(COIN, MOSTLY_THE_FIRST, weights)
                        .value())
                .isEqualTo((1 + 1 + .4) / 4, within(1e-12));
    }

    @Test
    void whatTheLogNeverShowedIsToldAsAShareOfThePolicy() {
        ImpressionLog log = new ImpressionLog(3, 1, List.of(shown(0, 1, .4), shown(1, 0, .4)));
        Weights weights = new Weights(log, new Policy(new double[][] {{.5, .2, .3}}), UNCLIPPED);
        assertThat(weights.diagnostics().unseen()).isEqualTo(.3, within(1e-12));
    }

    @Test
    void aSeedGivesTheSameIntervalsAndAnotherGivesOthers() {
        ImpressionLog log = new ImpressionLog(2, 1, repeated(COIN.impressions(), 25));
        OffPolicyEvaluation once = OffPolicyEvaluation.of(log, MOSTLY_THE_FIRST, UNCLIPPED, BOOTSTRAP, done -> {});
        assertThat(OffPolicyEvaluation.of(log, MOSTLY_THE_FIRST, UNCLIPPED, BOOTSTRAP, done -> {}))
                .isEqualTo(once);
        assertThat(OffPolicyEvaluation.of(log, MOSTLY_THE_FIRST, UNCLIPPED, new Bootstrap(2, 1000, .95), done -> {}))
                .isNotEqualTo(once);
    }

    /** The mean of 100 fair coins has the standard error .05: 95 % are within 1.96 of those. */
    @Test
    void anIntervalIsAsWideAsTheNormalOneWhereThatHolds() {
        ImpressionLog coins = new ImpressionLog(1, 1, repeated(List.of(shown(0, 1, 1), shown(0, 0, 1)), 50));
        Estimate mean = OffPolicyEvaluation.onPolicy("mean", coins, new Bootstrap(1, 20_000, .95));
        assertThat(mean.low()).isEqualTo(.402, within(.01));
        assertThat(mean.high()).isEqualTo(.598, within(.01));
    }

    @Test
    void whatCannotBeWeighedIsRefusedWithItsValue() {
        assertThatThrownBy(() -> shown(0, 1, 0))
                .hasMessageStartingWith("propensity must be above 0 and at most 1, is 0.0");
        assertThatThrownBy(() -> shown(0, 1, 1.5)).hasMessageContaining("is 1.5");
        assertThatThrownBy(() -> shown(0, 1, Double.NaN)).hasMessageContaining("is NaN");
        assertThatThrownBy(() -> shown(0, Double.NaN, 1)).hasMessage("reward must be a number, is NaN");
        assertThatThrownBy(() -> new ImpressionLog(1, 1, List.of())).hasMessageStartingWith("The log is empty");
        assertThatThrownBy(() -> new ImpressionLog(1, 1, List.of(shown(0, 0, 1))))
                .hasMessageStartingWith("None of 1 impressions has a reward");
        assertThatThrownBy(() -> new ImpressionLog(1, 1, List.of(shown(1, 1, 1))))
                .hasMessage("The log has item 1 at position 0, of 1 items and 1 positions that count from 0");
        assertThatThrownBy(() -> new Policy(new double[][] {{.5, .4}})).hasMessageContaining("and make 0.9");
        assertThatThrownBy(() -> new Policy(new double[][] {{1.5, -.5}})).hasMessageContaining("one is negative");
        assertThatThrownBy(() -> new Weights(
                        new ImpressionLog(2, 1, List.of(shown(0, 1, .5))),
                        new Policy(new double[][] {{0, 1}}),
                        UNCLIPPED))
                .hasMessageStartingWith("The policy would have shown none of 1 impressions");
        assertThatThrownBy(() -> new Weights(COIN, new Policy(new double[][] {{1}}), UNCLIPPED))
                .hasMessage("The policy is for 1 items at 1 positions, the log has 2 at 1");
        assertThatThrownBy(() -> new Weights(COIN, MOSTLY_THE_FIRST, OptionalDouble.of(0)))
                .hasMessage("Weights must be clipped at more than 0, not at 0.0");
        assertThatThrownBy(() -> OffPolicyEvaluation.of(COIN, MOSTLY_THE_FIRST, UNCLIPPED, BOOTSTRAP, done -> {}))
                .hasMessage("The doubly robust estimator needs at least 5 impressions, the log has 4");
        assertThatThrownBy(() -> new Bootstrap(1, 99, .95)).hasMessageContaining("not 99 and 0.95");
    }

    private static double value(OffPolicyEvaluation found, String name) {
        return found.estimates().stream()
                .filter(estimate -> estimate.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Impression shown(int item, double reward, double propensity) {
        return new Impression(item, 0, reward, propensity);
    }

    private static List<Impression> repeated(List<Impression> shown, int times) {
        return Collections.nCopies(times, shown).stream().flatMap(List::stream).toList();
    }
}
