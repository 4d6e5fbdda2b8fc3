package io.wetoken.recommender.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.avro.EventKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final DayFigures USUAL = day(100, 400, 150, 900);

    /** The busiest has 20 acts, the hit 50. */
    private static DayFigures day(long suspect, long people, long contents, long plays) {
        return new DayFigures(
                "2026-11-21",
                suspect,
                0,
                0,
                people,
                contents,
                0,
                plays,
                Map.of(EventKind.PLAY, plays, EventKind.LIKE, 100L),
                new DayFigures.Most("ann", 20),
                new DayFigures.Most("clip", 50));
    }

    private static Check.Outcome outcome(String check, DayFigures day) {
        return Checks.named(check)
                .of(new Days(day, Collections.nCopies(7, USUAL), List.of()), QualityRules.reference());
    }

    private static void assertWrong(String check, DayFigures day, String found, String allowed) {
        Check.Outcome outcome = outcome(check, day);
        assertThat(outcome.state()).as(outcome.toString()).isEqualTo(Check.State.WRONG);
        assertThat(outcome.found()).contains(found);
        assertThat(outcome.allowed()).contains(allowed);
        assertThat(Checks.named(check).advice()).isNotBlank();
    }

    @Test
    void theReferenceIsThis() {
        assertThat(QualityRules.reference())
                .isEqualTo(new QualityRules(7, 1000, .5, .5, .5, .01, .2, .1, 100, .3, .01));
    }

    @Test
    void aUsualDayIsRight() {
        for (Check check : Checks.ALL) {
            DayFigures day = day(110, 390, 140, 1000);
            assertThat(outcome(check.name(), day).state()).as(check.name()).isEqualTo(Check.State.RIGHT);
        }
    }

    @Test
    void fewerThanHalfOfTheMedianIsWrongAndHalfIsNot() {
        assertWrong("few-people", day(0, 199, 150, 900), "199 people", "at least 200, 50.0 % of 400, the median of 7");
        assertThat(outcome("few-people", day(0, 200, 150, 900)).state()).isEqualTo(Check.State.RIGHT);
        assertWrong("few-contents", day(0, 400, 74, 900), "74 contents", "at least 75");
        assertWrong("few-acts", day(0, 400, 150, 399), "499 valid acts", "at least 500");
    }

    @Test
    void amongThirtyPeopleABusyAccountSaysNothing() {
        assertThat(outcome("one-account", day(0, 32, 150, 900)).state()).isEqualTo(Check.State.UNSAID);
        assertThat(outcome("one-account", day(0, 100, 150, 900)).state()).isEqualTo(Check.State.RIGHT);
    }

    /** 100 of 1,100 are 9.1 %. */
    @Test
    void suspectsMayRiseByAFifthOfAll() {
        assertThat(outcome("suspects-jumped", day(400, 400, 150, 900)).state()).isEqualTo(Check.State.RIGHT);
        assertWrong("suspects-jumped", day(420, 400, 150, 900), "29.6 % of acts are suspect", "at most 29.1 %");
    }

    @Test
    void aKindThatWasThereBeforeMustBeThere() {
        DayFigures liked = new DayFigures(
                "2026-11-21", 0, 0, 0, 400, 150, 0, 1000, Map.of(EventKind.PLAY, 1000L), USUAL.busiest(), USUAL.hit());
        assertWrong("lost-kinds", liked, "no LIKE", "1.0 % of acts before");
    }

    @Test
    void oneAccountOrContentMustNotBeEverywhere() {
        DayFigures day = new DayFigures(
                "2026-11-21",
                0,
                0,
                0,
                400,
                150,
                0,
                1000,
                USUAL.kinds(),
                new DayFigures.Most("robot", 101),
                new DayFigures.Most("bought", 301));
        assertWrong("one-account", day, "robot did 10.1 %", "at most 10.0 %");
        assertWrong("one-content", day, "bought has 30.1 %", "at most 30.0 %");
    }

    @Test
    void whatIsWrongInItselfNeedsNoUsualDays() {
        DayFigures day = new DayFigures(
                "2026-11-21",
                0,
                2,
                3,
                5,
                10,
                1,
                20,
                Map.of(EventKind.PLAY, 20L),
                DayFigures.Most.NOBODY,
                DayFigures.Most.NOBODY);
        assertWrong("duplicate-ids", day, "2 acts with an id that another one has", "none");
        assertWrong("outside-the-day", day, "3 acts received outside the day", "none");
        assertWrong("without-creator", day, "1 of 10 contents have no creator", "at most 1.0 %");
        Days gap = new Days(day, List.of(), List.of("2026-11-19", "2026-11-20"));
        Check.Outcome missing = Checks.named("missing-days").of(gap, QualityRules.reference());
        assertThat(missing.state()).isEqualTo(Check.State.WRONG);
        assertThat(missing.found()).isEqualTo("2 days that are not closed: 2026-11-19, 2026-11-20");
        for (String check : List.of("few-people", "lost-kinds", "suspects-jumped", "one-account", "one-content")) {
            assertThat(Checks.named(check).of(gap, QualityRules.reference()).state())
                    .as(check)
                    .isEqualTo(Check.State.UNSAID);
        }
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        Days days = new Days(
                USUAL, List.of(day(0, 100, 1, 1), day(0, 300, 1, 1), day(0, 200, 1, 1), day(0, 900, 1, 1)), List.of());
        assertThat(days.median(DayFigures::people)).isEqualTo(250);
        assertThat(new Days(USUAL, List.of(), List.of()).median(DayFigures::people))
                .isZero();
        assertThatThrownBy(() -> Checks.named("luck"))
                .hasMessageStartingWith("There is no check 'luck'; there are missing-days, ");
    }
}
