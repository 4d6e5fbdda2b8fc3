package io.wetoken.spark.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final ContributionRules.Base RULES =
            ContributionRules.reference().base();
    /** The median in everything: 4 releases of 60 s, 10 plays half watched, 5 acts, 2 followers, 3 who return. */
    private static final Figures MEDIAN = new Figures(4, 240_000, 10, 50_000, 100_000, 5, 2, 3);

    @Test
    void theMedianCreatorStandsAtOne() {
        assertThat(bases(MEDIAN, MEDIAN, MEDIAN)).containsEntry("a", 1_000_000L);
    }

    @Test
    void twiceTheMedianInOneDimensionAddsAFifth() {
        Figures twice = new Figures(8, 480_000, 10, 50_000, 100_000, 5, 2, 3);
        // creation 2.0, all others 1.0: (2 + 4) / 5
        assertThat(bases(twice, MEDIAN, MEDIAN)).containsEntry("a", 1_200_000L);
    }

    @Test
    void aDimensionCountsAtMostFourTimesTheMedian() {
        Figures viral = new Figures(4, 240_000, 10, 50_000, 100_000, 5, 2_000, 3_000);
        // fan capped at 4.0: (4 + 4) / 5
        assertThat(bases(viral, MEDIAN, MEDIAN)).containsEntry("a", 1_600_000L);
    }

    @Test
    void ofTwoFiguresTheMeanCounts() {
        Figures half = new Figures(4, 240_000, 10, 50_000, 100_000, 5, 1, 3);
        // fan (0.5 + 1.0) / 2 = 0.75: 4.75 / 5
        assertThat(bases(half, MEDIAN, MEDIAN)).containsEntry("a", 950_000L);
    }

    @Test
    void whoWasNeverPlayedHasNoPlayAndNoInteraction() {
        Figures unseen = new Figures(4, 240_000, 0, 0, 0, 5, 2, 3);
        // creation 1, vertical 1, fan 1: 3 / 5
        assertThat(bases(unseen, MEDIAN, MEDIAN)).containsEntry("a", 600_000L);
    }

    @Test
    void hidingStrengthDoesNotPay() {
        Map<String, CreatorFigures> creators = Map.of(
                "hides", new CreatorFigures(Figures.NONE, MEDIAN),
                "b", new CreatorFigures(MEDIAN, MEDIAN),
                "c", new CreatorFigures(MEDIAN, MEDIAN));
        assertThat(Standing.of(creators, RULES))
                .containsEntry("hides", 800_000L)
                .containsEntry("b", 1_000_000L);
    }

    @Test
    void whoDidNothingHasNoStanding() {
        assertThat(bases(Figures.NONE, MEDIAN, MEDIAN)).containsEntry("a", 0L);
    }

    @Test
    void visitorsDoNotLowerTheMedian() {
        assertThat(bases(MEDIAN, Figures.NONE, Figures.NONE)).containsEntry("a", 1_000_000L);
    }

    private static Map<String, Long> bases(Figures a, Figures b, Figures c) {
        return Standing.of(
                Map.of("a", new CreatorFigures(a, a), "b", new CreatorFigures(b, b), "c", new CreatorFigures(c, c)),
                RULES);
    }
}
