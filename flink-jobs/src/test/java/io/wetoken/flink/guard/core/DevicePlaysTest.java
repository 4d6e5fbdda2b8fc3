package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DevicePlaysTest {
    private final Asked<Stretches> plays = asked(new DevicePlays(Asked.CONFIG.watch()));

    @Test
    void aScreenShowsOneThingAtOnce() {
        assertThat(plays.catches(aPlay().by("ann").lasting(MINUTE).at(NOON))).isFalse();
        assertThat(plays.catches(aPlay().by("bob").lasting(seconds(30)).at(NOON)))
                .isTrue();
        assertThat(plays.catches(aPlay().by("ann").lasting(seconds(30)).at(NOON)))
                .as("with herself she is another rule's business")
                .isFalse();
    }

    @Test
    void whoTakesTheTabletOverMayOverlapByJitter() {
        plays.catches(aPlay().by("ann").lasting(MINUTE).at(NOON));
        assertThat(plays.catches(aPlay().by("bob").lasting(seconds(15)).at(NOON + seconds(10))))
                .as("5 s")
                .isFalse();
        assertThat(plays.catches(aPlay().by("cid").lasting(seconds(15) + 1).at(NOON + seconds(20))))
                .as("a millisecond more")
                .isTrue();
    }

    @Test
    void whatIsCaughtBlamesNobodyElse() {
        plays.catches(aPlay().by("ann").lasting(MINUTE).at(NOON));
        plays.catches(aPlay().by("bob").lasting(2 * MINUTE).at(NOON + MINUTE));
        assertThat(plays.catches(aPlay().by("ann").lasting(MINUTE).at(NOON + MINUTE)))
                .isFalse();
    }

    @Test
    void aFamilyThatTakesTurnsIsHonest() {
        assertThat(plays.caught(LongStream.range(0, 300)
                        .mapToObj(i -> aPlay().by("member-" + i % 5)
                                .lasting(seconds(60))
                                .at(NOON + i * MINUTE))))
                .isZero();
        assertThat(plays.catches(aLike().by("ann").at(NOON))).isFalse();
        assertThat(plays.mostBytes()).isLessThan(64 * (6 + 3 + 8) + 10);
    }
}
