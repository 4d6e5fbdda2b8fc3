package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ParallelPlaysTest {
    private final Asked<ParallelPlays.State> plays = asked(new ParallelPlays(Asked.CONFIG.watch()));

    @Test
    void ofTwoThatOverlapTheOneJudgedFirstStaysValid() {
        assertThat(plays.catches(aPlay().on("television").lasting(MINUTE).at(NOON)))
                .isFalse();
        assertThat(plays.catches(aPlay().on("tablet").lasting(seconds(30)).at(NOON)))
                .isTrue();
        assertThat(plays.catches(
                        a(EventKind.LIVE_PLAY).on("tablet").lasting(seconds(30)).at(NOON)))
                .as("live is watching too")
                .isTrue();
    }

    @Test
    void anOverlapOfJitterPasses() {
        plays.catches(aPlay().lasting(MINUTE).at(NOON));
        assertThat(plays.catches(aPlay().on("tablet").lasting(seconds(25)).at(NOON + seconds(20))))
                .as("5 s")
                .isFalse();
        assertThat(plays.catches(aPlay().on("tablet").lasting(seconds(25) + 1).at(NOON + seconds(40))))
                .as("a millisecond more")
                .isTrue();
    }

    @Test
    void theThirdTimeWithinAnHourItIsAHabitAndEveryPlayIsSuspectForAnHour() {
        plays.catches(aPlay().lasting(2 * HOUR).at(NOON));
        assertThat(strike(NOON)).isTrue();
        assertThat(strike(NOON + 1)).isTrue();
        assertThat(plays.catches(aPlay().lasting(10).at(NOON + 10)))
                .as("twice is a slip: an honest play between them")
                .isFalse();
        assertThat(strike(NOON + 20)).isTrue();

        assertThat(plays.catches(aPlay().at(NOON + 30 * MINUTE))).isTrue();
        assertThat(plays.catches(aPlay().at(NOON + 20 + HOUR))).isTrue();
        assertThat(plays.catches(aPlay().at(NOON + 21 + HOUR + seconds(10)))).isFalse();
    }

    @Test
    void threeSlipsInMoreThanAnHourAreNoHabit() {
        plays.catches(aPlay().lasting(3 * HOUR).at(NOON));
        strike(NOON);
        // Received half an hour apart, as if the tablet's uplink were slow.
        assertThat(plays.catches(aPlay().on("tablet").doneAt(NOON - HOUR, NOON + 30 * MINUTE)))
                .isTrue();
        assertThat(plays.catches(aPlay().on("tablet").doneAt(NOON - HOUR, NOON + HOUR + 1)))
                .isTrue();
        assertThat(plays.catches(aPlay().at(NOON + HOUR + MINUTE))).isFalse();
    }

    @Test
    void theThirdInExactlyAnHourIsOne() {
        plays.catches(aPlay().lasting(3 * HOUR).at(NOON));
        strike(NOON);
        plays.catches(aPlay().on("tablet").doneAt(NOON - HOUR, NOON + 30 * MINUTE));
        plays.catches(aPlay().on("tablet").doneAt(NOON - HOUR, NOON + HOUR));
        assertThat(plays.catches(aPlay().at(NOON + HOUR + MINUTE))).isTrue();
    }

    @Test
    void otherActsAreNotBlamed() {
        plays.catches(aPlay().lasting(2 * HOUR).at(NOON));
        strike(NOON);
        strike(NOON);
        strike(NOON);
        assertThat(plays.catches(aLike().at(NOON + MINUTE))).isFalse();
        assertThat(plays.catches(a(EventKind.SKIP).lasting(MINUTE).at(NOON + MINUTE)))
                .isFalse();
    }

    @Test
    void anEveningOnOneScreenAfterTheOtherIsHonest() {
        assertThat(plays.caught(LongStream.range(0, 200)
                        .mapToObj(i -> aPlay().on(i % 2 == 0 ? "phone" : "tablet")
                                .lasting(seconds(17))
                                .at(NOON + i * seconds(15)))))
                .as("two seconds of jitter each")
                .isZero();
    }

    @Test
    void aYearOfWatchingKeepsTheNewestOnly() {
        plays.caught(LongStream.range(0, 3_000)
                .mapToObj(i -> aPlay().lasting(seconds(10)).at(NOON + i * seconds(9))));
        plays.caught(LongStream.range(0, 3_000)
                .mapToObj(i -> aPlay().lasting(seconds(10)).at(NOON + i)));
        assertThat(plays.mostBytes()).isLessThan(64 * (6 + 3 + 8) + 3 * 6 + 2 * 6 + 10);
    }

    private boolean strike(long time) {
        return plays.catches(aPlay().on("tablet").lasting(seconds(6)).at(time));
    }
}
