package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallTimeTest {
    private final Asked<WallTime.State> wall = asked(new WallTime(Asked.CONFIG.watch()));

    @ParameterizedTest
    @EnumSource(names = {"PLAY", "LIVE_PLAY"})
    void aClaimOfADayPassesAndAMillisecondMoreIsCaught(EventKind kind) {
        assertThat(wall.catches(a(kind).lasting(DAY).at(NOON))).isFalse();
        assertThat(wall.catches(a(kind).lasting(DAY + 1).at(NOON + 2 * DAY))).isTrue();
        assertThat(wall.catches(a(kind).lasting(Long.MAX_VALUE).at(NOON + 4 * DAY)))
                .isTrue();
    }

    @Test
    void aPlayMayOverlapThePreviousOneByJitterOnly() {
        assertThat(wall.catches(aPlay().lasting(seconds(30)).at(NOON))).isFalse();
        assertThat(wall.catches(aPlay().lasting(seconds(20)).at(NOON + seconds(15))))
                .as("5 s")
                .isFalse();
        assertThat(wall.catches(aPlay().lasting(seconds(15) + 5_001).at(NOON + seconds(30))))
                .as("a millisecond more")
                .isTrue();
    }

    @Test
    void whatIsCaughtBlamesNobodyElse() {
        wall.catches(aPlay().lasting(seconds(30)).at(NOON));
        assertThat(wall.catches(aPlay().lasting(HOUR).at(NOON + seconds(20)))).isTrue();
        assertThat(wall.catches(aPlay().lasting(seconds(20)).at(NOON + seconds(20))))
                .isFalse();
    }

    @Test
    void aVideoMayLoop() {
        assertThat(wall.catches(
                        aPlay().lasting(10 * MINUTE).ofLength(seconds(8)).at(NOON)))
                .isFalse();
    }

    @Test
    void aWatchMayNotBeginLongBeforeItsSessionWasOpened() {
        wall.catches(a(EventKind.OPEN).in("morning").at(NOON));
        assertThat(wall.catches(
                        aPlay().in("morning").lasting(seconds(5) + MINUTE).at(NOON + seconds(5))))
                .as("a minute before")
                .isFalse();
        assertThat(wall.catches(aPlay().in("morning")
                        .on("tablet")
                        .lasting(seconds(70) + MINUTE + 1)
                        .at(NOON + seconds(70))))
                .as("a millisecond more")
                .isTrue();
        assertThat(wall.catches(
                        aPlay().in("other").on("television").lasting(HOUR).at(NOON + seconds(200))))
                .as("nobody saw that session opened")
                .isFalse();
    }

    @Test
    void aSessionThatIsOpenedAgainKeepsItsFirstOpening() {
        wall.catches(a(EventKind.OPEN).in("s").at(NOON));
        wall.catches(a(EventKind.OPEN).in("s").at(NOON + HOUR));
        assertThat(wall.catches(aPlay().in("s").lasting(30 * MINUTE).at(NOON + HOUR + MINUTE)))
                .isFalse();
    }

    @Test
    void smallOverlapsAddUp() {
        // Each begins 4 s before the previous one ended: jitter, were it not every time.
        List<Boolean> caught = wall.of(LongStream.rangeClosed(0, 9)
                .mapToObj(i -> aPlay().lasting(seconds(24)).at(NOON + i * seconds(20))));
        assertThat(caught).startsWith(false, false, false, false, false, false, false, false);
        assertThat(caught).as("8 · 4 s are more than 30 s").endsWith(true, true);
    }

    @Test
    void smallOverlapsOnManyDevicesAddUpToo() {
        assertThat(wall.caught(IntStream.range(0, 20)
                        .mapToObj(i -> aPlay().on("device-" + i).lasting(5_000).at(NOON + i))))
                .as("from the eighth on, though each alone is jitter")
                .isEqualTo(13);
    }

    @Test
    void overlapsOfTenMinutesAgoAreForgiven() {
        wall.caught(LongStream.rangeClosed(0, 8)
                .mapToObj(i -> aPlay().lasting(seconds(24)).at(NOON + i * seconds(20))));
        long later = NOON + seconds(160) + 10 * MINUTE;
        assertThat(wall.catches(aPlay().lasting(seconds(24)).at(later))).isFalse();
    }

    @Test
    void oneSlipOnAnotherDeviceDoesNotTaintWhatFollows() {
        wall.catches(aPlay().on("television").lasting(5 * MINUTE).at(NOON));
        assertThat(wall.catches(aPlay().on("tablet").lasting(MINUTE).at(NOON)))
                .as("ParallelPlays says it")
                .isFalse();
        assertThat(wall.catches(aPlay().on("television").lasting(MINUTE).at(NOON + 2 * MINUTE)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void oneVideoAfterTheOtherIsHonestInAnyOrderOfArrival(long seed) {
        List<AnEvent> evening = new ArrayList<>(LongStream.range(0, 60)
                .mapToObj(i -> aPlay().lasting(seconds(15)).at(NOON + i * seconds(15)))
                .toList());
        Collections.shuffle(evening, new Random(seed));
        assertThat(wall.caught(evening.stream())).as("seed %d", seed).isZero();
    }

    @Test
    void anEveningThatWasKeptOnTheDeviceIsHonest() {
        assertThat(wall.caught(LongStream.range(0, 60)
                        .mapToObj(i -> aPlay().lasting(seconds(15)).doneAt(NOON + i * seconds(15), NOON + HOUR + i))))
                .isZero();
    }

    @Test
    void onlyWatchingIsWatched() {
        wall.catches(aPlay().lasting(MINUTE).at(NOON));
        assertThat(wall.catches(a(EventKind.SKIP).lasting(MINUTE).at(NOON))).isFalse();
        assertThat(wall.catches(aPlay().lasting(0).at(NOON))).isFalse();
        assertThat(wall.catches(a(EventKind.PLAY).at(NOON))).isFalse();
    }

    @Test
    void aYearOfWatchingKeepsTheNewestOnly() {
        wall.caught(LongStream.range(0, 2_000)
                .mapToObj(i -> aPlay().lasting(seconds(10)).at(NOON + i * MINUTE)));
        wall.caught(LongStream.range(0, 2_000)
                .mapToObj(i -> a(EventKind.OPEN).in("session-" + i).at(NOON + i * HOUR)));
        assertThat(wall.mostBytes()).isLessThan(64 * (6 + 3 + 8) + 4 * (8 + 6) + 10);
    }
}
