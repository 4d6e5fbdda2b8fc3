package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.DuplicateEvent;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DedupeTest {
    private static final long WINDOW = 48 * HOUR;

    private Harness dedupe;

    @BeforeEach
    void open() throws Exception {
        dedupe = harness(Dedupe.WINDOW);
    }

    @AfterEach
    void close() {
        dedupe.close();
    }

    @Test
    void theFirstCopyPassesAndLaterOnesWithin48HoursAreKeptAside() throws Exception {
        assertThat(dedupe.process(aPlay().by("ann").at(NOON))).hasSize(1);
        assertThat(dedupe.process(aPlay().by("ann").at(NOON))).isEmpty();
        assertThat(dedupe.process(aPlay().by("mallory").at(NOON + WINDOW - 1))).isEmpty();

        String id = aPlay().event().getId();
        assertThat(dedupe.side(Dedupe.DUPLICATES))
                .containsExactly(
                        new DuplicateEvent(id, "ann", NOON, "2026-11-21"),
                        new DuplicateEvent(
                                id,
                                "mallory",
                                NOON + WINDOW - 1,
                                Epoch.of(NOON + WINDOW - 1).toString()));
    }

    @Test
    void aCopyReceived48HoursLaterIsAnotherEvent() throws Exception {
        dedupe.process(aPlay().at(NOON));
        assertThat(dedupe.process(aPlay().at(NOON + WINDOW))).hasSize(1);
        assertThat(dedupe.process(aPlay().at(NOON + WINDOW + 1))).isEmpty();
    }

    @Test
    void theWindowLooksBothWaysFromTheFirstToArrive() throws Exception {
        dedupe.process(aPlay().at(NOON));
        assertThat(dedupe.process(aPlay().at(NOON - WINDOW + 1))).isEmpty();
        assertThat(dedupe.process(aPlay().at(NOON - WINDOW))).hasSize(1);
    }

    @Test
    void otherIdsAreOtherEvents() throws Exception {
        assertThat(dedupe.process(aPlay().numbered(1).at(NOON))).hasSize(1);
        assertThat(dedupe.process(aPlay().numbered(2).at(NOON))).hasSize(1);
        assertThat(dedupe.side(Dedupe.DUPLICATES)).isEmpty();
    }

    @Test
    void stateAndTimerGoWhenTheWindowHasPassedByEventTime() throws Exception {
        dedupe.process(aPlay().at(NOON));
        dedupe.process(aPlay().at(NOON + HOUR));
        dedupe.watermark(NOON + WINDOW - 1);
        assertThat(dedupe.states()).isEqualTo(1);
        assertThat(dedupe.timers()).isEqualTo(1);

        dedupe.watermark(NOON + WINDOW);
        assertThat(dedupe.states()).isZero();
        assertThat(dedupe.timers()).isZero();
    }

    @Test
    void theMachinesClockForgetsNothing() throws Exception {
        dedupe.process(aPlay().at(NOON));
        dedupe.wallClock(NOON + 365 * DAY);
        assertThat(dedupe.process(aPlay().at(NOON + HOUR))).isEmpty();
    }

    @Test
    void anOldDayThatIsReplayedIsRememberedForAWindowFromNow() throws Exception {
        dedupe.watermark(NOON);
        long lastMonth = NOON - 30 * DAY;
        assertThat(dedupe.process(aPlay().at(lastMonth))).hasSize(1);
        dedupe.watermark(NOON + WINDOW - 1);
        assertThat(dedupe.process(aPlay().at(lastMonth + 1))).isEmpty();
        dedupe.watermark(NOON + WINDOW);
        assertThat(dedupe.states() + dedupe.timers()).isZero();
    }

    @Test
    void theTimerOfAnEarlierEventDoesNotForgetTheLaterOne() throws Exception {
        dedupe.process(aPlay().at(NOON));
        dedupe.process(aPlay().at(NOON + WINDOW));
        dedupe.watermark(NOON + 2 * WINDOW - 1);
        assertThat(dedupe.process(aPlay().at(NOON + 2 * WINDOW - 1))).isEmpty();
        dedupe.watermark(NOON + 2 * WINDOW);
        assertThat(dedupe.states() + dedupe.timers()).isZero();
    }

    @Test
    void whatACheckpointRemembersIsRecognisedAfterwards() throws Exception {
        dedupe.process(aPlay().at(NOON));
        OperatorSubtaskState checkpoint = dedupe.checkpoint();
        try (Harness resumed =
                Harness.restored(new Dedupe(Dedupe.WINDOW), DedupeTest::id, new HashMapStateBackend(), checkpoint)) {
            assertThat(resumed.process(aPlay().at(NOON + HOUR))).isEmpty();
            assertThat(resumed.side(Dedupe.DUPLICATES)).hasSize(1);
            resumed.watermark(NOON + WINDOW);
            assertThat(resumed.states() + resumed.timers()).isZero();
        }
    }

    @Test
    void inAFileAnIdCountsOnceHoweverLateItsCopyComes() throws Exception {
        try (Harness forEver = harness(Dedupe.FOR_EVER)) {
            forEver.process(aPlay().at(NOON));
            assertThat(forEver.process(aPlay().at(NOON + 3_650 * DAY))).isEmpty();
            forEver.watermark(Long.MAX_VALUE);
            assertThat(forEver.states() + forEver.timers()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aWeekOfRetriesIsCountedAsBySimpleBookkeeping(long seed) throws Exception {
        WeekOfRetries week = WeekOfRetries.through(dedupe, WINDOW, seed);
        assertThat(week.passed()).as("seed %d", seed).isEqualTo(week.expected());
        assertThat(dedupe.side(Dedupe.DUPLICATES)).as("seed %d", seed).hasSize((int)
                (WeekOfRetries.ACTS - week.expected()));
        dedupe.watermark(week.end() + WINDOW);
        assertThat(dedupe.states() + dedupe.timers()).as("seed %d", seed).isZero();
    }

    private static Harness harness(Duration window) throws Exception {
        return Harness.of(new Dedupe(window), DedupeTest::id);
    }

    private static String id(Candidate candidate) {
        return candidate.event().getId();
    }
}
