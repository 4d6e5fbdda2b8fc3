package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DayWatchTest {
    private final Asked<DaySums> watch = asked(new DayWatch(Asked.CONFIG.watch()));

    @Test
    void aDayHas1440MinutesAndNotAMillisecondMore() {
        assertThat(watch.caught(hours(24, MIDNIGHT))).isZero();
        assertThat(watch.catches(aPlay().lasting(1).at(NOON))).isTrue();
        assertThat(watch.catches(aPlay().lasting(1).at(MIDNIGHT + DAY + 1)))
                .as("the next day is another day")
                .isFalse();
    }

    @Test
    void aWatchOverMidnightIsCutThere() {
        watch.caught(hours(23, MIDNIGHT));
        assertThat(watch.catches(aPlay().lasting(2 * HOUR).at(MIDNIGHT + DAY + HOUR)))
                .as("an hour before and an hour after")
                .isFalse();
        assertThat(watch.catches(aPlay().lasting(2).at(MIDNIGHT + DAY + 1)))
                .as("a millisecond before and one after")
                .isTrue();
    }

    @Test
    void whatWasCaughtCountsToo() {
        assertThat(watch.caught(hours(30, MIDNIGHT))).isEqualTo(6);
    }

    @Test
    void aBacklogCountsAtTheDayOnWhichItWasWatched() {
        watch.caught(hours(20, MIDNIGHT));
        long noonOfTheNext = NOON + DAY;
        assertThat(watch.catches(aPlay().lasting(5 * HOUR).at(noonOfTheNext))).isFalse();
        assertThat(watch.catches(aPlay().lasting(5 * HOUR).doneAt(NOON + 11 * HOUR, noonOfTheNext)))
                .isTrue();
    }

    @Test
    void aClaimOfMoreThanADayIsCaughtByItself() {
        assertThat(watch.catches(aPlay().lasting(DAY).at(NOON))).isFalse();
        assertThat(watch.catches(aPlay().lasting(DAY + 1).at(NOON + 3 * DAY))).isTrue();
        assertThat(watch.catches(aPlay().lasting(Long.MAX_VALUE).at(NOON + 6 * DAY)))
                .isTrue();
    }

    @Test
    void liveCountsAndSkippingDoesNot() {
        watch.caught(hours(24, MIDNIGHT));
        assertThat(watch.catches(a(EventKind.LIVE_PLAY).lasting(1).at(NOON))).isTrue();
        assertThat(watch.catches(a(EventKind.SKIP).lasting(HOUR).at(NOON))).isFalse();
        assertThat(watch.catches(a(EventKind.PLAY).at(NOON))).isFalse();
    }

    @Test
    void aYearKeepsFourDays() {
        watch.caught(
                LongStream.range(0, 365).mapToObj(day -> aPlay().lasting(HOUR).at(NOON + day * DAY)));
        assertThat(watch.mostBytes()).isLessThan(40);
    }

    private static Stream<AnEvent> hours(int count, long from) {
        // Side by side from the twenty-fifth on; that they overlap is another rule's business.
        return LongStream.range(0, count).mapToObj(i -> aPlay().lasting(HOUR).at(from + i % 24 * HOUR + HOUR));
    }
}
