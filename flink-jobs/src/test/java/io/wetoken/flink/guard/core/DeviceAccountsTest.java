package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.flink.guard.AnEvent;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeviceAccountsTest {
    private final Asked<Accounts> device = asked(new DeviceAccounts(Asked.CONFIG.device()));

    @Test
    void aFamilyOfFiveSharesATabletAndTheSixthMakesARack() {
        assertThat(device.caught(LongStream.range(0, 200).mapToObj(i -> member(i % 5, NOON + i * HOUR))))
                .isZero();
        long sixth = NOON + 201 * HOUR;
        assertThat(device.catches(member(5, sixth))).isTrue();
        assertThat(device.catches(member(0, sixth + 1)))
                .as("from then on everything")
                .isTrue();
    }

    @Test
    void whoWasNotSeenForAWeekDoesNotCount() {
        assertThat(device.caught(LongStream.range(0, 5).mapToObj(i -> member(i, NOON + i))))
                .isZero();
        assertThat(device.catches(member(5, NOON + 7 * DAY + 1)))
                .as("the first one was seen a week and a millisecond ago")
                .isFalse();
        assertThat(device.catches(member(6, NOON + 7 * DAY + 1)))
                .as("the second one exactly a week ago")
                .isTrue();
    }

    @Test
    void aRackThatShrinksIsForgivenAfterAWeek() {
        device.caught(LongStream.range(0, 6).mapToObj(i -> member(i, NOON)));
        assertThat(device.catches(member(0, NOON + 7 * DAY))).isTrue();
        assertThat(device.catches(member(0, NOON + 7 * DAY + 1))).isFalse();
    }

    @Test
    void aLateArrivalDoesNotMakeTheOthersOld() {
        device.caught(LongStream.range(0, 5).mapToObj(i -> member(i, NOON)));
        device.catches(member(0, NOON - DAY));
        assertThat(device.catches(member(0, NOON + 7 * DAY)))
                .as("five are still there")
                .isFalse();
        assertThat(device.catches(member(5, NOON + 7 * DAY))).isTrue();
    }

    @Test
    void aRackOfThousandsKeepsSix() {
        assertThat(device.caught(LongStream.range(0, 5_000)
                        .mapToObj(i -> aLike().by("bot-" + i).at(NOON + i))))
                .isEqualTo(4_995);
        assertThat(device.mostBytes()).isLessThan(6 * (8 + 6 + 1) + 10);
    }

    private static AnEvent member(long number, long time) {
        return aPlay().by("member-" + number).at(time);
    }
}
