package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardTest {
    @Test
    void whatNothingSpeaksAgainstIsValidAndWeighsFully() {
        BehaviourEvent event = aLike().at(NOON).event();
        assertThat(Guard.verdict(Candidate.of(event)))
                .isEqualTo(new JudgedEvent(event, Verdict.VALID, List.of(), 1_000_000, "2026-11-21"));
    }

    @Test
    void aSuspectWeighsNothingAndItsReasonsAreSorted() {
        BehaviourEvent event = aLike().at(MIDNIGHT - 1).event();
        assertThat(Guard.verdict(new Candidate(event, List.of("RATE", "PARALLEL_PLAYS"), null)))
                .isEqualTo(new JudgedEvent(event, Verdict.SUSPECT, List.of("PARALLEL_PLAYS", "RATE"), 0, "2026-11-20"));
    }
}
