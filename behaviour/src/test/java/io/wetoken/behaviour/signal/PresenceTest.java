package io.wetoken.behaviour.signal;

import static io.wetoken.behaviour.AnEvent.MIDNIGHT;
import static io.wetoken.behaviour.AnEvent.NOON;
import static io.wetoken.behaviour.AnEvent.a;
import static io.wetoken.behaviour.AnEvent.aLike;
import static io.wetoken.behaviour.AnEvent.aPlay;
import static io.wetoken.behaviour.AnEvent.aRelease;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.RandomEvents;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static Presence of(AnEvent... events) {
        Presence state = Presence.NONE;
        for (AnEvent event : events) {
            state = Signals.PRESENCE.add(state, event.judged());
        }
        return state;
    }

    @Test
    void watchingCoversTheMinutesInWhichItHappened() {
        Presence presence = of(aPlay().at(NOON + 30_000).lasting(ofMinutes(2)).ofLength(ofMinutes(2)));
        assertThat(presence.online().count()).isEqualTo(3);
        assertThat(presence.online().contains(718)).isTrue();
        assertThat(presence.online().contains(720)).isTrue();
        assertThat(presence.effectivePlays()).isEqualTo(1);
    }

    @Test
    void watchingThatEndsOnTheMinuteDoesNotTouchTheNext() {
        assertThat(of(aPlay().at(NOON).lasting(ofMinutes(1))).online()).isEqualTo(Minutes.NONE.with(719, 719));
    }

    @Test
    void anActIsOnlineInItsMinute() {
        assertThat(of(aLike().at(NOON + 59_999)).online()).isEqualTo(Minutes.NONE.with(720, 720));
    }

    @Test
    void aDayOfAFewStretchesTakesAFewBytesAndEveryDayIsReadBack() {
        Random random = new Random(11);
        for (int stretches = 0; stretches < 200; stretches++) {
            Minutes online = Minutes.NONE;
            for (int i = 0; i < stretches; i++) {
                int first = random.nextInt(Minutes.A_DAY);
                online = online.with(first, first + random.nextInt(9));
            }
            Presence presence = new Presence(true, 1, 2, 3, 4, online);
            byte[] bytes = Signals.PRESENCE.encode(presence);
            assertThat(Signals.PRESENCE.decode(bytes)).isEqualTo(presence);
            assertThat(bytes.length).isLessThanOrEqualTo(Math.min(200, 8 + 4 * stretches));
        }
        Presence always = new Presence(true, 0, 0, 0, 0, Minutes.NONE.with(0, Minutes.A_DAY));
        assertThat(Signals.PRESENCE.decode(Signals.PRESENCE.encode(always))).isEqualTo(always);
    }

    @Test
    void whatEarlierReleasesWroteIsStillRead() {
        Presence presence = of(aPlay().at(NOON).lasting(ofMinutes(2)));
        ByteWriter out = new ByteWriter()
                .number(1)
                .number(1)
                .number(1)
                .number(0)
                .number(0)
                .number(0);
        presence.online().write(out);
        assertThat(Signals.PRESENCE.decode(out.bytes())).isEqualTo(presence);
    }

    @Test
    void minutesOfTheDayBeforeAreNotOfThisDay() {
        Presence presence = of(aPlay().at(MIDNIGHT + 60_000).lasting(ofHours(1)));
        assertThat(presence.online()).isEqualTo(Minutes.NONE.with(0, 0));
        Presence late = of(aLike().at(MIDNIGHT + 60_000).sentLater(ofHours(1)));
        assertThat(late.active()).isTrue();
        assertThat(late.online()).isEqualTo(Minutes.NONE);
    }

    @Test
    void onlyWhatIsEffectiveCounts() {
        Presence presence = of(
                aPlay().lasting(ofMillis(2_999)).ofLength(ofSeconds(3)),
                aRelease().ofLength(ofMillis(2_999)),
                aRelease().ofLength(ofSeconds(3)),
                a(EventKind.COMMENT),
                aLike(),
                a(EventKind.LIVE_PLAY).lasting(ofSeconds(30)),
                aLike().suspected());
        assertThat(presence)
                .extracting(Presence::effectivePlays, Presence::effectiveReleases, Presence::likes, Presence::comments)
                .containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void theEightIndicatorsOfThreeAccounts() {
        DayTotals day = new DayTotals()
                .plus(of(
                        aPlay().at(NOON).lasting(ofMinutes(10)),
                        aPlay().at(NOON + 600_000).lasting(ofMinutes(10)),
                        aLike().at(NOON)))
                .plus(of(
                        aPlay().at(NOON).lasting(ofMinutes(5)),
                        a(EventKind.COMMENT).at(NOON + 1)))
                .plus(of(aRelease().at(NOON).ofLength(ofMinutes(1))));
        assertThat(Indicators.of(day))
                .containsExactly(
                        Map.entry("validDailyActiveUsers", 3L),
                        Map.entry("effectiveReleases", 1L),
                        Map.entry("effectivePlays", 3L),
                        Map.entry("validLikes", 1L),
                        Map.entry("validComments", 1L),
                        Map.entry("averagePlays", 1_000_000L),
                        // 20 + (5 + 1) + 1 minutes over three accounts.
                        Map.entry("averageOnlineMinutes", 9_000_000L),
                        // All three are there at 12:00: one watches, one comments, one releases.
                        Map.entry("peakConcurrentUsers", 3L));
    }

    @Test
    void anEmptyDayIsZeroThroughout() {
        assertThat(Indicators.of(new DayTotals()).values()).containsOnly(0L);
        assertThat(Indicators.NAMES).hasSize(8);
    }

    @Test
    void aStreamOfDeltasEndsWhereTheSumEnds() {
        long seed = 31;
        List<JudgedEvent> events = RandomEvents.day(new Random(seed), 2_000, 40, 30);
        Map<String, Presence> accounts = new TreeMap<>();
        DayTotals live = new DayTotals();
        for (JudgedEvent event : events) {
            String actor = event.getEvent().getActor();
            Presence before = accounts.getOrDefault(actor, Presence.NONE);
            Presence after = Signals.PRESENCE.add(before, event);
            accounts.put(actor, after);
            live.replace(before, after);
        }
        DayTotals evens = new DayTotals();
        DayTotals odds = new DayTotals();
        accounts.forEach((actor, presence) -> (actor.hashCode() % 2 == 0 ? evens : odds).plus(presence));
        DayTotals summed = DayTotals.decode(evens.encode()).merge(odds);
        assertThat(live).as("seed %d", seed).isEqualTo(summed);
        assertThat(Indicators.of(live)).isEqualTo(Indicators.of(summed));
        accounts.values().forEach(live::minus);
        assertThat(live).isEqualTo(new DayTotals());
    }
}
