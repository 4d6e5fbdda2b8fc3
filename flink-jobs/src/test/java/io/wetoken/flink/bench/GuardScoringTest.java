package io.wetoken.flink.bench;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.flink.guard.AnEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a verdict is compared with, and what it leaves to whom. */
class GuardScoringTest {
    private static final Set<String> VALID = Set.of();
    private static final Set<String> SUSPECT_AT_ONCE = Set.of("RATE");
    private static final Set<String> SUSPECT_IN_THE_END = Set.of("LOCKSTEP");

    private final GuardScoring scoring = new GuardScoring();

    @Test
    void sharesAreOfEventsAndOfPeople() {
        add("ann", 1, GuardScore.HONEST, VALID);
        add("ann", 2, GuardScore.HONEST, SUSPECT_IN_THE_END);
        add("bob", 3, GuardScore.HONEST, VALID);
        add("bot", 4, "SCRIPT", SUSPECT_AT_ONCE);
        add("bot", 5, "SCRIPT", SUSPECT_IN_THE_END);
        add("bot", 6, "SCRIPT", Set.of("RATE", "LOCKSTEP"));
        add("farm", 7, "FARM", VALID);

        GuardScore score = scoring.score();
        assertThat(score.precision()).isEqualTo(3.0 / 4);
        assertThat(score.precisionAtOnce()).isEqualTo(1);
        assertThat(score.fraud().caught()).isEqualTo(3.0 / 4);
        assertThat(score.fraud().caughtAtOnce()).isEqualTo(2.0 / 4);
        assertThat(score.worst()).isEqualTo("FARM");
        assertThat(score.peopleHit()).isOne();
        assertThat(score.peopleHitShare()).isEqualTo(1.0 / 2);
        assertThat(score.reasons().get("LOCKSTEP")).isEqualTo(new GuardScore.Hits(2, 1));
    }

    @Test
    void lessThanATenthOfAPersonsEventsIsNoHit() {
        for (int i = 1; i <= 11; i++) {
            add("ann", i, GuardScore.HONEST, i == 1 ? SUSPECT_AT_ONCE : VALID);
        }
        assertThat(scoring.score().peopleHit()).isZero();
    }

    /** Ten minutes are ten points, by the reference file. */
    @Test
    void aFakeAccountsDayKeepsThePointsOfItsValidEvents() {
        for (int person = 0; person < 9; person++) {
            watched("person-" + person, 0, GuardScore.HONEST, VALID);
        }
        watched("bot", 0, "SCRIPT", SUSPECT_IN_THE_END);
        watched("bot", 1, "SCRIPT", VALID);
        watched("bot", 24, "SCRIPT", SUSPECT_AT_ONCE);

        GuardScore score = scoring.score();
        GuardScore.Kind bot = score.kinds().get("SCRIPT");
        assertThat(bot.accounts()).isOne();
        assertThat(bot.days()).isEqualTo(2);
        assertThat(bot.aDay(bot.unguarded())).isCloseTo(15, within(1e-6));
        assertThat(bot.aDay(bot.pointsAtOnce())).isCloseTo(10, within(1e-6));
        assertThat(bot.aDay(bot.pointsReviewed())).isCloseTo(5, within(1e-6));
        assertThat(score.honestMedian()).isCloseTo(10, within(1e-6));
        assertThat(score.honest().days()).isEqualTo(9);
    }

    @Test
    void whatWeighsHalfEarnsHalf() {
        scoring.add(play("bot", 0, 30).event(), "SCRIPT", VALID, 500_000);
        GuardScore.Kind bot = scoring.score().kinds().get("SCRIPT");
        assertThat(bot.aDay(bot.pointsReviewed())).isCloseTo(5, within(1e-6));
        assertThat(bot.aDay(bot.pointsAtOnce())).isCloseTo(10, within(1e-6));
    }

    @Test
    void anAccountThatWasUsedForFraudIsFakeThatDay() {
        watched("stolen", 0, GuardScore.HONEST, VALID);
        watched("stolen", 1, "STOLEN", VALID);
        GuardScore score = scoring.score();
        assertThat(score.kinds().get("STOLEN").days()).isOne();
        assertThat(score.honestDays()).isEmpty();
    }

    @Test
    void recordingsAreSummed() {
        watched("bot", 0, "SCRIPT", SUSPECT_AT_ONCE);
        GuardScore one = scoring.score();
        GuardScore both = GuardScore.none().plus(one).plus(one);
        assertThat(both.fraud().events()).isEqualTo(2);
        assertThat(both.fraud().accounts()).isEqualTo(2);
        assertThat(both.reasons().get("RATE").fraud()).isEqualTo(2);
    }

    @Test
    void daysComeInOrder() {
        watched("ann", 24, GuardScore.HONEST, VALID);
        assertThatThrownBy(() -> watched("ann", 0, GuardScore.HONEST, VALID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("comes after");
    }

    private void add(String who, int minute, String label, Set<String> reasons) {
        scoring.add(play(who, 0, minute).event(), label, reasons, 1_000_000);
    }

    /** Ten minutes of it. */
    private void watched(String who, int hour, String label, Set<String> reasons) {
        scoring.add(play(who, hour, 30).event(), label, reasons, 1_000_000);
    }

    private static AnEvent play(String who, int hour, int minute) {
        return aPlay().by(who)
                .on(who + "-phone")
                .about("film-" + hour + "-" + minute)
                .of("maker")
                .lasting(10 * MINUTE)
                .ofLength(10 * MINUTE)
                .at(MIDNIGHT + hour * HOUR + minute * MINUTE);
    }
}
