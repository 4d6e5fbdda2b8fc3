package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.avro.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskCatalogueTest {
    private final Catalogue catalogue = new Catalogue();
    private OneInputStreamOperatorTestHarness<Candidate, Candidate> task;

    @BeforeEach
    void open() throws Exception {
        task = new OneInputStreamOperatorTestHarness<>(new AskCatalogue(catalogue));
        task.setup();
        task.open();
    }

    @AfterEach
    void close() throws Exception {
        task.close();
        assertThat(catalogue.open).as("what was opened is closed").isZero();
    }

    @Test
    void contentsAreAskedForTogetherAndTheEventsStayInTheirOrder() throws Exception {
        catalogue.owners.put("video-2", "carla");
        catalogue.answers = new CountDownLatch(1);
        send(aPlay().numbered(1).about("video-1"));
        send(a(EventKind.HEARTBEAT).numbered(2));
        send(aPlay().numbered(3).about("video-2"));
        send(aPlay().numbered(4).about("video-3"));
        send(aPlay().numbered(5).about("video-2"));
        assertThat(answers()).as("they wait").isEmpty();

        catalogue.answers.countDown();
        anAnswerArrives();
        assertThat(answers()).containsExactly("1 ");
        anAnswerArrives();
        assertThat(answers()).containsExactly("1 ", "2 null", "3 carla", "4 ", "5 carla");
        assertThat(catalogue.asked).containsExactly("video-1", "video-2", "video-3");
        assertThat(catalogue.trips).isEqualTo(2);
    }

    @Test
    void whatWasAskedForPassesAtOnce() throws Exception {
        send(aPlay().numbered(1).about("video"));
        anAnswerArrives();
        send(aPlay().numbered(2).about("video"));
        send(a(EventKind.OPEN).numbered(3));
        assertThat(answers()).containsExactly("1 ", "2 null", "3 null");
        assertThat(catalogue.trips).isEqualTo(1);
    }

    @Test
    void notMoreGatherThanABatch() throws Exception {
        for (int i = 0; i <= AskCatalogue.MAX_GATHERED; i++) {
            assertThat(answers()).isEmpty();
            send(aPlay().numbered(i).about("video-" + i));
        }
        assertThat(answers()).as("the last one waited for the first answer").containsExactly("0 ");
    }

    @Test
    void nothingWaitsBehindAWatermarkOrACheckpoint() throws Exception {
        send(aPlay().numbered(1).about("video-1"));
        send(aPlay().numbered(2).about("video-2"));
        task.processWatermark(NOON);
        assertThat(answers()).containsExactly("1 ", "2 ");

        send(aPlay().numbered(3).about("video-3"));
        task.prepareSnapshotPreBarrier(1);
        assertThat(answers()).containsExactly("1 ", "2 ", "3 ");
    }

    @Test
    void aCatalogueThatDoesNotAnswerFailsTheTask() throws Exception {
        catalogue.broken = new IllegalStateException("no region server");
        send(aPlay().about("video"));
        assertThatThrownBy(() -> task.processWatermark(NOON)).hasMessageContaining("no region server");
    }

    private void anAnswerArrives() throws Exception {
        task.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }

    private void send(AnEvent event) throws Exception {
        task.processElement(event.candidate(), NOON);
    }

    /** The event's number and what it carries. */
    private List<String> answers() {
        List<String> answers = new ArrayList<>();
        for (Candidate candidate : task.extractOutputValues()) {
            String id = candidate.event().getId();
            answers.add(Integer.parseInt(id.substring(id.length() - 12), 16) + " " + candidate.catalogue());
        }
        return answers;
    }
}
