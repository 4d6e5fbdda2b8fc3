package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayRateTest {
    private final Asked<DayRate.State> rate = asked(new DayRate(Asked.CONFIG.rate()));

    @ParameterizedTest
    @CsvSource({"LIKE, 3000", "TIP, 3000", "SKIP, 12000", "HEARTBEAT, 50000"})
    void aWakingDayHoldsSoManyAndNotOneMore(EventKind kind, long most) {
        assertThat(rate.caught(each(kind, most, MIDNIGHT))).isZero();
        assertThat(rate.catches(a(kind).at(MIDNIGHT + DAY - 1)))
                .as("in the last millisecond")
                .isTrue();
        assertThat(rate.catches(a(kind).at(MIDNIGHT + DAY)))
                .as("in the first millisecond of the next day")
                .isFalse();
    }

    @Test
    void tapsViewsAndSignsAreCountedApart() {
        rate.caught(each(EventKind.LIKE, 3_001, MIDNIGHT));
        assertThat(rate.catches(aPlay().at(NOON))).isFalse();
        assertThat(rate.catches(a(EventKind.OPEN).at(NOON))).isFalse();
        assertThat(rate.catches(aLike().at(NOON))).isTrue();
    }

    @Test
    void aForgedDeviceClockHidesNothing() {
        assertThat(rate.caught(
                        LongStream.range(0, 3_001).mapToObj(i -> aLike().doneAt(MIDNIGHT - i * HOUR, MIDNIGHT + i))))
                .isEqualTo(1);
    }

    @Test
    void whatArrivesAfterMidnightBehindItsNeighboursBelongsToItsOwnDay() {
        rate.caught(each(EventKind.LIKE, 3_000, MIDNIGHT));
        rate.caught(each(EventKind.LIKE, 10, MIDNIGHT + DAY));
        assertThat(rate.catches(aLike().at(MIDNIGHT + DAY - 1))).isTrue();
        assertThat(rate.catches(aLike().at(MIDNIGHT + DAY + 11))).isFalse();
    }

    @Test
    void aYearKeepsFourDays() {
        rate.caught(LongStream.range(0, 365).mapToObj(day -> aLike().at(MIDNIGHT + day * DAY)));
        assertThat(rate.mostBytes()).isLessThan(40);
    }

    private static Stream<AnEvent> each(EventKind kind, long count, long from) {
        return LongStream.range(0, count).mapToObj(i -> a(kind).at(from + i));
    }
}
