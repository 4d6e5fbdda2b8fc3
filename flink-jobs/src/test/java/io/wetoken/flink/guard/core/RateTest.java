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
import io.wetoken.flink.guard.AnEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    private final Asked<Rate.State> rate = asked(new Rate(Asked.CONFIG.rate()));

    @ParameterizedTest
    @CsvSource({
        "LIKE, 12, 10000",
        "COMMENT, 12, 10000",
        "PLAY, 30, 10000",
        "SKIP, 30, 10000",
        "IMPRESSION, 250, 10000",
        "LIKE, 40, 60000",
        "REPORT, 40, 60000",
        "LIVE_PLAY, 100, 60000",
        "HEARTBEAT, 800, 60000"
    })
    void asManyAsHandsCanDoPassAndOneMoreIsCaughtUnlessAWholeWindowLaysBetween(EventKind kind, int most, long window) {
        assertThat(rate.caught(evenly(kind, most + 1, window)))
                .as("the first and the last are a whole window apart")
                .isZero();
        assertThat(asked(new Rate(Asked.CONFIG.rate())).of(evenly(kind, most + 1, window - 1)))
                .as("a millisecond less: the last one is too many")
                .containsExactlyElementsOf(onlyTheLastOf(most + 1));
    }

    @Test
    void tapsViewsAndSignsAreCountedApart() {
        Stream<AnEvent> all = Stream.of(
                        evenly(EventKind.LIKE, 12, 9_000),
                        evenly(EventKind.PLAY, 30, 9_000),
                        evenly(EventKind.HEARTBEAT, 250, 9_000))
                .flatMap(acts -> acts);
        assertThat(rate.caught(all)).isZero();
    }

    @Test
    void afterABurstEverythingIsSuspectForAnHourFromTheLastExcess() {
        assertThat(rate.caught(evenly(EventKind.LIKE, 14, 9_000))).isEqualTo(2);
        long last = NOON + 9_000;

        assertThat(rate.catches(aPlay().at(last + 10 * MINUTE))).isTrue();
        assertThat(rate.catches(a(EventKind.HEARTBEAT).at(last + HOUR))).isTrue();
        assertThat(rate.catches(aLike().at(last + HOUR + 1))).isFalse();
    }

    @Test
    void whoGoesOnStaysInQuarantine() {
        rate.caught(evenly(EventKind.LIKE, 13, 9_000));
        long again = NOON + 50 * MINUTE;
        rate.caught(IntStream.range(0, 13).mapToObj(i -> aLike().at(again + i)));

        assertThat(rate.catches(aLike().at(again + 12 + HOUR))).isTrue();
        assertThat(rate.catches(aLike().at(again + 13 + HOUR))).isFalse();
    }

    @Test
    void whatWasReceivedBeforeTheBurstIsNotBlamedForIt() {
        rate.caught(evenly(EventKind.LIKE, 13, 9_000));
        assertThat(rate.catches(aPlay().at(NOON - MINUTE))).isFalse();
    }

    @Test
    void aLateExcessNeverShortensTheQuarantine() {
        rate.caught(evenly(EventKind.LIKE, 13, 9_000));
        long before = NOON - 5 * MINUTE;
        rate.caught(IntStream.range(0, 13).mapToObj(i -> aLike().at(before + i)));

        assertThat(rate.catches(aPlay().at(NOON + 9_000 + HOUR))).isTrue();
        assertThat(rate.catches(aPlay().at(before + 12))).isTrue();
    }

    @Test
    void aBacklogThatArrivesAtOnceCountsAtItsTrueTimes() {
        long received = NOON + 2 * HOUR;
        assertThat(rate.caught(IntStream.range(0, 100)
                        .mapToObj(i -> aLike().doneAt(NOON + i * seconds(10), received + i))))
                .isZero();
    }

    @Test
    void aMinuteOfWaitingIsNotABacklogYet() {
        Stream<AnEvent> twelve = IntStream.range(0, 12).mapToObj(i -> aLike().at(NOON + i));
        assertThat(rate.caught(twelve)).isZero();
        assertThat(rate.catches(aLike().doneAt(NOON - MINUTE, NOON + 13)))
                .as("a millisecond more and it counts at its true time")
                .isFalse();
        assertThat(rate.catches(aLike().doneAt(NOON - MINUTE + 14, NOON + 14))).isTrue();
    }

    @Test
    void aBacklogThatWasMadeTooFastIsCaught() {
        assertThat(rate.caught(IntStream.range(0, 13).mapToObj(i -> aLike().doneAt(NOON + i, NOON + HOUR))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inWhateverOrderTheyArriveTheOneThatMakesItACrowdIsCaught(long seed) {
        List<AnEvent> burst = new ArrayList<>(IntStream.range(0, 13)
                .mapToObj(i -> aLike().at(NOON + i * 500L))
                .toList());
        Collections.shuffle(burst, new Random(seed));
        assertThat(rate.of(burst.stream())).as("seed %d", seed).containsExactlyElementsOf(onlyTheLastOf(13));
    }

    @Test
    void theBusiestPersonOfTheRealLogPasses() {
        // 5 acts in 10 s and 17 in a minute are the most that its 943 people ever did.
        Stream<AnEvent> hour = LongStream.range(0, 60)
                .boxed()
                .flatMap(minute -> LongStream.range(0, 17)
                        .mapToObj(i -> aLike().at(NOON + minute * MINUTE + i / 5 * seconds(10) + i % 5 * 100)));
        assertThat(rate.caught(hour)).isZero();
    }

    @Test
    void aScriptOfAMillionTapsKeepsAFewHundredBytes() {
        rate.caught(LongStream.range(0, 2_000).mapToObj(i -> aLike().at(NOON + i * 3)));
        rate.caught(LongStream.range(0, 2_000).mapToObj(i -> aPlay().at(NOON + i * 3)));
        rate.caught(LongStream.range(0, 2_000).mapToObj(i -> a(EventKind.OPEN).at(NOON + i * 3)));
        assertThat(rate.mostBytes()).isLessThan(2 * (41 + 101 + 801) + 40);
    }

    /** So many acts, the first at noon and the last a span later. */
    private static Stream<AnEvent> evenly(EventKind kind, int count, long span) {
        return IntStream.range(0, count).mapToObj(i -> a(kind).at(NOON + span * i / (count - 1)));
    }

    private static List<Boolean> onlyTheLastOf(int count) {
        List<Boolean> caught = new ArrayList<>(Collections.nCopies(count - 1, false));
        caught.add(true);
        return caught;
    }
}
