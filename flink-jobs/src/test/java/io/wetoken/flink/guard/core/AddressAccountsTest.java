package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.flink.guard.AnEvent;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressAccountsTest {
    private final Asked<AddressAccounts.State> address = asked(new AddressAccounts(Asked.CONFIG.address()));

    @Test
    void anyNumberOfPeopleBehindOneAddressIsHonestKnownOrNew() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(address.catches(someone(i, irregularly(i)))).isFalse();
        }
        assertThat(address.mostBytes()).isLessThan(512 * (8 + 6 + 1) + 65 * 6 + 10);
    }

    @Test
    void whoWasNotSeenForADayDoesNotCount() {
        for (int i = 0; i < 200; i++) {
            address.catches(someone(i, NOON + i * seconds(1)));
        }
        long nextDay = NOON + DAY + seconds(200);
        assertThat(IntStream.range(0, 200)
                        .filter(i -> address.catches(someone(i % 50, nextDay + i * seconds(1))))
                        .count())
                .as("fifty of the day before and the same fifty now")
                .isZero();
    }

    @Test
    void aLoopWithASleepIsCaught() {
        long count = IntStream.range(0, 200)
                .filter(i -> address.catches(someone(i, NOON + i * seconds(30))))
                .count();
        assertThat(count).as("all after the first 64 acts").isEqualTo(200 - 64);
    }

    @Test
    void aLoopWithFewAccountsIsAnotherRulesBusiness() {
        assertThat(IntStream.range(0, 200)
                        .filter(i -> address.catches(someone(i % 50, NOON + i * seconds(30))))
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void independentPeopleBehindACarrierAreHonest(long seed) {
        Random random = new Random(seed);
        long time = NOON;
        for (int i = 0; i < 3_000; i++) {
            time += (long) (-Math.log(1 - random.nextDouble()) * seconds(5));
            assertThat(address.catches(someone(random.nextInt(1_000), time)))
                    .as("seed %d, act %d", seed, i)
                    .isFalse();
        }
    }

    @Test
    void aHundredActsInOneMillisecondAreNoClockwork() {
        assertThat(IntStream.range(0, 200)
                        .filter(i -> address.catches(someone(i, NOON)))
                        .count())
                .isZero();
    }

    private static AnEvent someone(int number, long time) {
        return aLike().by("someone-" + number).from("1a2b3c4d").at(time);
    }

    /** Ascending within hours, with gaps of a second and of minutes in turn. */
    private static long irregularly(int i) {
        return i < 200
                ? NOON + i * MINUTE - (i % 2) * seconds(59)
                : NOON + 4 * HOUR + i * seconds(7) - (i % 2) * 6_900L;
    }
}
