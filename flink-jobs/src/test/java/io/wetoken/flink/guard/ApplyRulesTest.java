package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.core.Dimension;
import io.wetoken.flink.guard.core.GuardRules;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ApplyRulesTest {
    private static final long MEMORY = GuardRules.CONFIG.memoryMs();

    @ParameterizedTest
    @EnumSource
    void allStateAndTheTimerGoWhenNothingWasHeardForTheMemory(Dimension dimension) throws Exception {
        try (Harness rules = harness(dimension)) {
            rules.process(event());
            assertThat(rules.states()).isPositive();
            rules.watermark(NOON + MEMORY - 1);
            assertThat(rules.states()).isPositive();
            assertThat(rules.timers()).isEqualTo(1);

            rules.watermark(NOON + MEMORY);
            assertThat(rules.states()).isZero();
            assertThat(rules.timers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEventProlongsTheMemoryAndThereIsOneTimerAKey(Dimension dimension) throws Exception {
        try (Harness rules = harness(dimension)) {
            for (int day = 0; day < 30; day++) {
                rules.process(event().at(NOON + day * DAY));
                rules.process(event().at(NOON + day * DAY - HOUR));
                assertThat(rules.timers()).isEqualTo(1);
                rules.watermark(NOON + day * DAY);
            }
            long last = NOON + 29 * DAY;
            rules.watermark(last + MEMORY - 1);
            assertThat(rules.states()).isPositive();
            rules.watermark(last + MEMORY);
            assertThat(rules.states() + rules.timers()).isZero();
        }
    }

    @Test
    void theMachinesClockForgetsNothing() throws Exception {
        try (Harness rules = harness(Dimension.ACTOR)) {
            likes(rules, 12);
            rules.wallClock(NOON + 365 * DAY);
            assertThat(reasons(rules.process(aLike().at(NOON + 12)))).containsExactly("RATE");
        }
    }

    @Test
    void anOldDayThatIsReplayedIsRememberedFromNow() throws Exception {
        try (Harness rules = harness(Dimension.ACTOR)) {
            rules.watermark(NOON);
            rules.process(aLike().at(NOON - 300 * DAY));
            rules.watermark(NOON + MEMORY - 1);
            assertThat(rules.states()).isPositive();
            rules.watermark(NOON + MEMORY);
            assertThat(rules.states() + rules.timers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfAFileForgetsEverything(Dimension dimension) throws Exception {
        try (Harness rules = harness(dimension)) {
            rules.process(event());
            rules.process(event().at(NOON + DAY));
            rules.watermark(Long.MAX_VALUE);
            assertThat(rules.states() + rules.timers()).isZero();
        }
    }

    @Test
    void whatWasFoundBeforeIsKeptAndMoreIsAdded() throws Exception {
        try (Harness rules = harness(Dimension.DEVICE)) {
            for (int i = 0; i < 5; i++) {
                rules.process(aLike().by("member-" + i));
            }
            Candidate found = new Candidate(aLike().by("member-5").event(), List.of("RATE"), "a line");
            assertThat(rules.process(found))
                    .containsExactly(
                            new Candidate(found.event(), List.of("RATE", "TOO_MANY_ACCOUNTS_ON_DEVICE"), "a line"));
        }
    }

    @Test
    void keysDoNotMeet() throws Exception {
        try (Harness rules = harness(Dimension.ACTOR)) {
            likes(rules, 12);
            assertThat(reasons(rules.process(aLike().by("bob").at(NOON + 12)))).isEmpty();
            assertThat(rules.timers()).isEqualTo(2);
        }
    }

    @Test
    void anEventWithoutAnAddressPassesAndLeavesNothing() throws Exception {
        try (Harness rules = harness(Dimension.ADDRESS)) {
            assertThat(reasons(rules.process(aLike()))).isEmpty();
            assertThat(rules.states() + rules.timers()).isZero();
        }
        Candidate one = aLike().numbered(1).candidate();
        Candidate other = aLike().numbered(2).candidate();
        assertThat(ApplyRules.key(Dimension.ADDRESS, one))
                .as("they are spread over the tasks")
                .isNotEqualTo(ApplyRules.key(Dimension.ADDRESS, other));
        String forged = ApplyRules.key(Dimension.ADDRESS, one);
        assertThat(ApplyRules.key(Dimension.ADDRESS, aLike().from(forged).candidate()))
                .as("and no address can pass for such a key")
                .isNotEqualTo(forged);
    }

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void rulesGoOnFromACheckpointWhereTheyWere(StateBackend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (Harness rules = restored(backend, null)) {
            likes(rules, 12);
            rules.process(a(EventKind.OPEN).at(NOON));
            rules.process(aPlay().at(NOON));
            checkpoint = rules.checkpoint();
        }
        try (Harness resumed = restored(backend, checkpoint)) {
            assertThat(reasons(resumed.process(aLike().at(NOON + 12)))).containsExactly("RATE");
            assertThat(reasons(resumed.process(aPlay().at(NOON + 13))))
                    .containsExactly("RATE", "WATCHED_LONGER_THAN_WALL_TIME", "PARALLEL_PLAYS");
            long later = NOON + 13 + MEMORY;
            resumed.watermark(later);
            assertThat(resumed.timers()).isZero();
            assertThat(reasons(resumed.process(aLike().at(NOON + 13))))
                    .as("nobody remembers the quarantine")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void rulesGoOnFromACheckpointOfBeforeTheyLayInOneRow(StateBackend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (Harness before = Harness.restored(
                new OlderRules(), candidate -> ApplyRules.key(Dimension.ACTOR, candidate), backend, null)) {
            likes(before, 12);
            before.process(aLike().by("bob").at(NOON + HOUR));
            checkpoint = before.checkpoint();
        }
        try (Harness resumed = restored(backend, checkpoint)) {
            assertThat(reasons(resumed.process(aLike().at(NOON + 12)))).containsExactly("RATE");
            assertThat(reasons(resumed.process(aLike().at(NOON + 13)))).containsExactly("RATE");
            resumed.watermark(NOON + 13 + MEMORY);
            assertThat(resumed.timers()).as("bob's").isEqualTo(1);
            resumed.watermark(NOON + HOUR + MEMORY);
            assertThat(resumed.timers()).isZero();
        }
    }

    private static AnEvent event() {
        return aPlay().from("1a2b3c4d").at(NOON);
    }

    private static void likes(Harness rules, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(reasons(rules.process(aLike().at(NOON + i)))).isEmpty();
        }
    }

    private static List<String> reasons(List<Candidate> out) {
        assertThat(out).hasSize(1);
        return out.get(0).reasons();
    }

    private static Harness harness(Dimension dimension) throws Exception {
        return Harness.of(
                new ApplyRules(dimension, TokenCheck.NONE), candidate -> ApplyRules.key(dimension, candidate));
    }

    private static Harness restored(StateBackend backend, OperatorSubtaskState checkpoint) throws Exception {
        return Harness.restored(
                new ApplyRules(Dimension.ACTOR, TokenCheck.NONE),
                candidate -> ApplyRules.key(Dimension.ACTOR, candidate),
                backend,
                checkpoint);
    }
}
