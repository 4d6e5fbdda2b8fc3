package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.DuplicateEvent;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DedupeIdsTest {
    private static final long WINDOW = Dedupe.WINDOW.toMillis();

    private Harness dedupe;

    @BeforeEach
    void open() throws Exception {
        dedupe = restored(null);
    }

    @AfterEach
    void close() {
        dedupe.close();
    }

    @Test
    void theFirstCopyPassesAndLaterOnesWithin48HoursAreKeptAside() throws Exception {
        assertThat(dedupe.process(aPlay().by("ann").at(NOON))).hasSize(1);
        assertThat(dedupe.process(aPlay().by("mallory").at(NOON + WINDOW - 1))).isEmpty();
        assertThat(dedupe.side(Dedupe.DUPLICATES))
                .containsExactly(
                        new DuplicateEvent(aPlay().event().getId(), "mallory", NOON + WINDOW - 1, "2026-11-23"));
        assertThat(dedupe.process(aPlay().by("ann").at(NOON + WINDOW))).hasSize(1);
    }

    @Test
    void theWindowLooksBothWaysFromTheFirstToArrive() throws Exception {
        dedupe.process(aPlay().at(NOON));
        assertThat(dedupe.process(aPlay().at(NOON - WINDOW + 1))).isEmpty();
        assertThat(dedupe.process(aPlay().at(NOON - WINDOW))).hasSize(1);
    }

    @Test
    void anOldDayThatIsReplayedIsRememberedForAWindowFromNow() throws Exception {
        dedupe.watermark(NOON);
        long lastMonth = NOON - 30 * DAY;
        assertThat(dedupe.process(aPlay().at(lastMonth))).hasSize(1);
        dedupe.watermark(NOON + WINDOW - 1);
        assertThat(dedupe.process(aPlay().at(lastMonth + 1))).isEmpty();
    }

    @Test
    void whatIsNoUuidIsKnownByItsText() throws Exception {
        String upper = aPlay().numbered(0xabc).event().getId().toUpperCase(java.util.Locale.ROOT);
        for (String id : new String[] {"", "ids/3", "not a uuid", upper, "00000000-0000-4000-8000-00000000000g"}) {
            assertThat(dedupe.process(aPlay().id(id).at(NOON))).as(id).hasSize(1);
            assertThat(dedupe.process(aPlay().id(id).at(NOON))).as(id).isEmpty();
        }
        assertThat(dedupe.process(aPlay().numbered(0xabc).at(NOON))).hasSize(1);
        dedupe.watermark(NOON + WINDOW + DedupeIds.FORGETS_EVERY_MS);
        assertThat(dedupe.states() + dedupe.timers()).isZero();
    }

    @Test
    void whatAnOlderCheckpointRemembersIsRecognisedAndForgottenInTime() throws Exception {
        OperatorSubtaskState older;
        try (Harness before = Harness.of(
                new Dedupe(Dedupe.WINDOW), candidate -> candidate.event().getId())) {
            before.process(aPlay().at(NOON));
            older = before.checkpoint();
        }
        try (Harness resumed = restored(older)) {
            assertThat(resumed.process(aPlay().at(NOON + HOUR))).isEmpty();
            assertThat(resumed.process(aPlay().numbered(7).at(NOON + HOUR))).hasSize(1);
            resumed.watermark(NOON + WINDOW);
            assertThat(resumed.states()).as("the new one's bucket").isEqualTo(1);
            resumed.watermark(NOON + HOUR + WINDOW + DedupeIds.FORGETS_EVERY_MS);
            assertThat(resumed.states() + resumed.timers()).isZero();
        }
    }

    @Test
    void idsAreFoundAgainWhenTheParallelismChanges() throws Exception {
        int ids = 1_000;
        for (int id = 0; id < ids; id++) {
            assertThat(dedupe.process(aLike().numbered(id).at(NOON))).hasSize(1);
        }
        OperatorSubtaskState checkpoint = dedupe.checkpoint();
        int seen = 0;
        for (int subtask = 0; subtask < 3; subtask++) {
            KeyGroupRange range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(128, 3, subtask);
            try (Harness part = Harness.part(
                    new DedupeIds(Dedupe.WINDOW), candidate -> candidate.event().getId(), checkpoint, 3, subtask)) {
                for (int id = 0; id < ids; id++) {
                    Candidate copy = aLike().numbered(id).at(NOON + 1).candidate();
                    if (range.contains(KeyGroupRangeAssignment.assignToKeyGroup(
                            copy.event().getId(), 128))) {
                        assertThat(part.process(copy)).as("id %d", id).isEmpty();
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void anIdTakesAFewBytesOfACheckpoint() throws Exception {
        long empty = dedupe.checkpoint().getStateSize();
        int ids = 100_000;
        for (int id = 0; id < ids; id++) {
            dedupe.process(aLike().id(new java.util.UUID(id * 0x9E3779B97F4A7C15L, id).toString())
                    .at(NOON + id));
            dedupe.forgetOutput();
        }
        assertThat((dedupe.checkpoint().getStateSize() - empty) / ids).isLessThan(32);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aWeekOfRetriesIsCountedAsBySimpleBookkeeping(long seed) throws Exception {
        WeekOfRetries week = WeekOfRetries.through(dedupe, WINDOW, seed);
        assertThat(week.passed()).as("seed %d", seed).isEqualTo(week.expected());
        dedupe.watermark(week.end() + WINDOW + DedupeIds.FORGETS_EVERY_MS);
        assertThat(dedupe.states() + dedupe.timers()).as("seed %d", seed).isZero();
    }

    static Stream<Arguments> changesOfBackend() {
        return Stream.of(
                Arguments.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend()),
                Arguments.of(new EmbeddedRocksDBStateBackend(), new HashMapStateBackend()));
    }

    @ParameterizedTest
    @MethodSource("changesOfBackend")
    void idsMoveWithASavepointFromOneBackendToAnother(StateBackend from, StateBackend to) throws Exception {
        int ids = 500;
        OperatorSubtaskState savepoint;
        try (Harness before = restored(from, null)) {
            for (int id = 0; id < ids; id++) {
                assertThat(before.process(aLike().numbered(id).at(NOON))).hasSize(1);
            }
            savepoint = before.savepoint();
        }
        try (Harness after = restored(to, savepoint)) {
            for (int id = 0; id < ids; id++) {
                assertThat(after.process(aLike().numbered(id).at(NOON + 1)))
                        .as("id %d", id)
                        .isEmpty();
                assertThat(after.process(aLike().numbered(ids + id).at(NOON))).hasSize(1);
            }
            savepoint = after.savepoint();
            after.watermark(NOON + WINDOW + DedupeIds.FORGETS_EVERY_MS);
            assertThat(after.timers()).isZero();
        }
        try (Harness back = restored(from, savepoint)) {
            for (int id = 0; id < 2 * ids; id++) {
                assertThat(back.process(aLike().numbered(id).at(NOON + 1)))
                        .as("id %d", id)
                        .isEmpty();
            }
        }
    }

    private static Harness restored(OperatorSubtaskState checkpoint) throws Exception {
        return restored(new HashMapStateBackend(), checkpoint);
    }

    private static Harness restored(StateBackend backend, OperatorSubtaskState checkpoint) throws Exception {
        return Harness.restored(
                new DedupeIds(Dedupe.WINDOW), candidate -> candidate.event().getId(), backend, checkpoint);
    }
}
