package io.wetoken.flink.live;

import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.ContentFigures;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When what was added up is said. */
class GatherTest {
    private OneInputStreamOperatorTestHarness<JudgedEvent, TallyChange> task;

    @BeforeEach
    void open() throws Exception {
        task = new OneInputStreamOperatorTestHarness<>(new Gather<>(GatherTallies::new));
        task.setProcessingTime(0);
        task.open();
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void onceForEachThingAtTheBeatAndNothingWhileNothingComes() throws Exception {
        like("film", 3);
        like("other", 1);
        assertThat(task.extractOutputValues()).isEmpty();
        task.setProcessingTime(Pulse.after(0));
        assertThat(task.extractOutputValues()).containsExactly(likes("film", 3), likes("other", 1));
        task.setProcessingTime(10 * Pulse.after(0));
        assertThat(task.extractOutputValues()).hasSize(2);
        like("film", 1);
        task.setProcessingTime(11 * Pulse.after(0));
        assertThat(task.extractOutputValues()).hasSize(3).last().isEqualTo(likes("film", 1));
    }

    @Test
    void beforeACheckpointSoThatNothingIsLostWithAFailureAfterIt() throws Exception {
        like("film", 2);
        task.prepareSnapshotPreBarrier(1);
        assertThat(task.extractOutputValues()).containsExactly(likes("film", 2));
        task.setProcessingTime(Pulse.after(0));
        assertThat(task.extractOutputValues()).as("once").hasSize(1);
    }

    @Test
    void whenAsMuchIsHeldAsMayBe() throws Exception {
        for (int i = 0; i < Gather.MAX_HELD - 1; i++) {
            like("film-" + i, 1);
        }
        assertThat(task.extractOutputValues()).isEmpty();
        like("one-more", 1);
        assertThat(task.extractOutputValues()).hasSize(Gather.MAX_HELD);
    }

    @Test
    void atTheEndOfTheInput() throws Exception {
        like("film", 1);
        task.getOneInputOperator().finish();
        assertThat(task.extractOutputValues()).containsExactly(likes("film", 1));
    }

    private void like(String content, int times) throws Exception {
        JudgedEvent like = new JudgedEvent(
                aLike().about(content).event(),
                Verdict.VALID,
                List.of(),
                1_000_000,
                Epoch.of(NOON).toString());
        for (int i = 0; i < times; i++) {
            task.processElement(like, 0);
        }
    }

    private static TallyChange likes(String content, int times) {
        return new TallyChange(
                "v" + content, Epoch.of(NOON).toString(), new ContentFigures(0, 0, times, 0, 0), List.of(), false);
    }
}
