package io.wetoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.tracker.Event;
import io.wetoken.tracker.Tracker;
import io.wetoken.tracker.TrackerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tracker for servers before a real collector and a real broker, over a line that breaks. */
class JavaTrackerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long SEED = 20_261_125;
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path dir;

    private KafkaProcess kafka;
    private CollectorProcess collector;
    private Line line;
    private TopicReader topics;

    @BeforeEach
    void start() throws IOException {
        kafka = TestServers.kafka();
        collector = new CollectorProcess(dir, "collector", kafka.bootstrap());
        line = new Line(collector.address());
        topics = new TopicReader(kafka.bootstrap());
    }

    @AfterEach
    void stop() throws IOException {
        line.close();
        collector.close();
        kafka.close();
    }

    @Test
    void overABreakingLineAndThroughRestartsNothingIsLostAndNothingCountsTwice() throws Exception {
        Random random = new Random(SEED);
        int sent = 0;
        for (int life = 0; life < 3; life++) {
            try (Tracker tracker = tracker()) {
                for (int round = 0; round < 4; round++) {
                    int before = topics.accepted().size();
                    for (int i = 0; i < 400; i++) {
                        tracker.track(like(sent++));
                    }
                    if (random.nextBoolean()) {
                        line.loseAnswers();
                    }
                    await("some arrive, answered or not")
                            .atMost(LIMIT)
                            .until(() -> topics.accepted().size() > before);
                    line.cut();
                    IntStream.range(sent, sent + 100).forEach(i -> tracker.track(like(i)));
                    sent += 100;
                    if (round < 3) {
                        line.mend();
                    }
                }
                assertThat(tracker.counts().waiting())
                        .as("seed %d, life %d: closed without a line", SEED, life)
                        .isGreaterThanOrEqualTo(100);
            }
            if (life == 1) {
                collector.kill();
                collector.start();
            }
            line.mend();
        }
        try (Tracker last = tracker()) {
            assertThat(last.flush(LIMIT)).as("seed %d", SEED).isTrue();
            assertThat(last.counts().rejected()).isZero();
        }

        List<BehaviourEvent> kept = topics.accepted();
        Set<String> ids = new HashSet<>();
        kept.forEach(event -> ids.add(event.getId()));
        assertThat(ids)
                .as("seed %d; copies are known by their ids", SEED)
                .isEqualTo(new HashSet<>(
                        IntStream.range(0, sent).mapToObj(i -> id(i).toString()).toList()));
        System.out.printf("%,d events over a line that broke 12 times: %,d copies%n", sent, kept.size() - sent);
    }

    @Test
    void overAGoodLineEveryEventGoesOnce() throws Exception {
        try (Tracker tracker = tracker()) {
            IntStream.range(0, 3_000).forEach(i -> tracker.track(like(i)));
            assertThat(tracker.flush(LIMIT)).isTrue();
            assertThat(tracker.counts()).isEqualTo(new Tracker.Counts(3_000, 0, 0, 0));
        }
        assertThat(topics.accepted())
                .extracting(BehaviourEvent::getId)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 3_000)
                        .mapToObj(i -> id(i).toString())
                        .toList());
    }

    private Tracker tracker() throws IOException {
        TrackerConfig config = TrackerConfig.of(line.address())
                .keptIn(dir.resolve("queue"))
                .pausing(Duration.ofMillis(10), Duration.ofMillis(200))
                .within(Duration.ofSeconds(10), Duration.ofMillis(500));
        return Tracker.open(config, new Tracker.Listener() {}, CLOCK, new Random(SEED));
    }

    private static UUID id(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    private static Event like(int number) {
        return new Event(id(number), EventKind.LIKE, "ann-" + number % 7, "server", "s", CLOCK.millis())
                .about("clip-" + number, "bob");
    }
}
