package io.wetoken.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.tracker.Collecting.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long SEED = 7;

    @TempDir
    private Path directory;

    private final Collecting collector = collecting();
    private final List<String> told = new ArrayList<>();
    private final Tracker.Listener listener = new Tracker.Listener() {
        @Override
        public synchronized void rejected(UUID id, String reason) {
            told.add(id + " " + reason);
        }

        @Override
        public synchronized void dropped(UUID id) {
            told.add(id + " dropped");
        }
    };

    private static Collecting collecting() {
        try {
            return new Collecting();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void anEventArrivesAsItIsWithTheClockOfSending() throws Exception {
        Event event = new Event(id(1), EventKind.PLAY, "ann", "server", "s", 1_000)
                .about("vidéo \"1\"", "bob")
                .watched(8_000, 15_000)
                .served("r", 3, "token");
        long before = System.currentTimeMillis();
        try (Tracker tracker = open(config())) {
            tracker.track(event);
            assertThat(tracker.flush(LIMIT)).isTrue();
            assertThat(tracker.counts()).isEqualTo(new Tracker.Counts(1, 0, 0, 0));
        }
        JsonNode arrived = collector.asked().get(0).events().get(0);
        assertThat(arrived.path("sent").asLong()).isBetween(before, System.currentTimeMillis());
        assertThat(arrived.toString())
                .isEqualTo("{\"id\":\"" + id(1) + "\",\"kind\":\"PLAY\",\"actor\":\"ann\",\"device\":\"server\","
                        + "\"session\":\"s\",\"at\":1000,\"content\":\"vidéo \\\"1\\\"\",\"owner\":\"bob\",\"watchMs\":8000,"
                        + "\"lengthMs\":15000,\"request\":\"r\",\"position\":3,\"token\":\"token\",\"sent\":"
                        + arrived.path("sent") + "}");
    }

    @Test
    void manyGoInBatchesThatABodyHoldsPackedAndInTheirOrder() throws Exception {
        try (Tracker tracker = open(config())) {
            IntStream.range(0, 1_300).forEach(i -> tracker.track(like(i)));
            IntStream.range(1_300, 1_320).forEach(i -> tracker.track(comment(i, 100_000)));
            assertThat(tracker.flush(LIMIT)).isTrue();
        }
        assertThat(collector.ids()).isEqualTo(ids(0, 1_320));
        assertThat(collector.asked()).hasSizeLessThan(12).allSatisfy(body -> {
            assertThat(body.events()).hasSizeLessThanOrEqualTo(500);
            assertThat(body.bytes()).isLessThanOrEqualTo(1 << 20);
        });
        assertThat(collector.asked())
                .anyMatch(body -> body.packed() && body.events().size() > 100);
    }

    @Test
    void whatIsTrackedTwiceOrAsksForSilenceIsSentOnce() throws Exception {
        try (Tracker tracker = open(config())) {
            tracker.track(like(1));
            tracker.track(like(1));
            assertThat(tracker.flush(LIMIT)).isTrue();
        }
        assertThat(collector.ids()).containsExactly(id(1).toString());
    }

    @Test
    void whenTheCollectorAsksForTimeItGetsItAndThenTheSameEvents() throws Exception {
        AtomicInteger times = new AtomicInteger();
        collector.answers(body -> switch (times.getAndIncrement()) {
            case 0 -> new Reply(503, "1", "{}");
            case 1 -> new Reply(429, "1", "{}");
            default -> Reply.of(202);
        });
        try (Tracker tracker = open(config())) {
            tracker.track(like(1));
            assertThat(tracker.flush(LIMIT)).isTrue();
        }
        assertThat(collector.ids()).containsExactly(one(), one(), one());
        for (int i = 1; i < 3; i++) {
            long waited =
                    collector.asked().get(i).at() - collector.asked().get(i - 1).at();
            assertThat(Duration.ofNanos(waited)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        }
    }

    @Test
    void everyFailureOfTheMomentOnlyCostsTime() throws Exception {
        List<Integer> moods = List.of(500, 502, 504, 404, 200, 302, 403, 408);
        AtomicInteger times = new AtomicInteger();
        collector.answers(body -> {
            int time = times.getAndIncrement();
            return Reply.of(time < moods.size() ? moods.get(time) : 202);
        });
        try (Tracker tracker = open(config())) {
            tracker.track(like(1));
            assertThat(tracker.flush(LIMIT)).isTrue();
            assertThat(tracker.counts()).isEqualTo(new Tracker.Counts(1, 0, 0, 0));
        }
        assertThat(collector.ids()).hasSize(moods.size() + 1).containsOnly(one());
    }

    @Test
    void aTokenThatIsNoLongerBelievedIsAskedForAgain() throws Exception {
        AtomicInteger given = new AtomicInteger();
        collector.answers(body -> Reply.of(body.token().equals("Bearer token-1") ? 401 : 202));
        try (Tracker tracker = open(config().speakingWith(() -> {
            if (given.incrementAndGet() == 2) {
                throw new IllegalStateException("nobody is there who gives tokens");
            }
            return "token-" + given.get();
        }))) {
            tracker.track(like(1));
            assertThat(tracker.flush(LIMIT)).isTrue();
        }
        assertThat(collector.asked())
                .extracting(Collecting.Asked::token)
                .containsExactly("Bearer token-1", "Bearer token-3");
    }

    @Test
    void whatTheCollectorRejectsIsToldAndNotSentAgain() throws Exception {
        collector.answers(body -> new Reply(
                202,
                "",
                "{\"accepted\":1,\"rejected\":[{\"index\":1,\"id\":\"x\",\"reason\":\"NOT_YOURS\"},{\"index\":9}]}"));
        try (Tracker tracker = open(config())) {
            tracker.track(like(1));
            tracker.track(like(2));
            assertThat(tracker.flush(LIMIT)).isTrue();
            assertThat(tracker.counts()).isEqualTo(new Tracker.Counts(2, 1, 0, 0));
        }
        assertThat(told).containsExactly(id(2) + " NOT_YOURS");
        assertThat(collector.ids()).hasSize(2);
    }

    @Test
    void anEventThatNobodyTakesSinksNoOther() throws Exception {
        String poison = id(37).toString();
        collector.answers(body -> Reply.of(
                body.events().stream()
                                .anyMatch(event -> event.path("id").asText().equals(poison))
                        ? 400
                        : 202));
        try (Tracker tracker = open(config())) {
            IntStream.range(0, 100).forEach(i -> tracker.track(like(i)));
            assertThat(tracker.flush(LIMIT)).isTrue();
            assertThat(tracker.counts()).isEqualTo(new Tracker.Counts(99, 1, 0, 0));
        }
        assertThat(told).containsExactly(poison + " 400");
    }

    @Test
    void whatIsTooMuchGoesByHowLittleItTells() throws Exception {
        collector.answers(body -> Reply.of(503));
        try (Tracker tracker = open(hasty().holding(4, 1 << 20))) {
            tracker.track(like(1));
            // What is under way stays; so the first ones are on their way before there are too many.
            await().atMost(LIMIT).until(() -> !collector.asked().isEmpty());
            tracker.track(event(2, EventKind.IMPRESSION));
            tracker.track(like(3));
            tracker.track(event(4, EventKind.HEARTBEAT));
            tracker.track(like(5));
            tracker.track(like(6));
            assertThat(told).containsExactly(id(2) + " dropped", id(4) + " dropped");
            tracker.track(like(7));
            assertThat(tracker.counts().dropped()).isEqualTo(3);
            assertThat(tracker.counts().waiting()).isEqualTo(4);
        }
    }

    @Test
    void bytesAreBoundedToo() throws Exception {
        collector.answers(body -> Reply.of(503));
        try (Tracker tracker = open(hasty().holding(1_000, 1 << 20))) {
            for (int i = 0; i < 100; i++) {
                tracker.track(comment(i, 100_000));
            }
            assertThat(tracker.counts().waiting()).isBetween(9, 10);
            assertThatThrownBy(() -> tracker.track(comment(100, 600_000)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(id(100) + " has 600");
        }
    }

    @Test
    void whatNobodyTookIsSentByTheNextProcess() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + closedPort());
        try (Tracker tracker = open(TrackerConfig.of(nobody)
                .keptIn(directory)
                .pausing(Duration.ofMillis(5), Duration.ofMillis(20))
                .within(Duration.ofSeconds(1), Duration.ofMillis(50)))) {
            IntStream.range(0, 700).forEach(i -> tracker.track(like(i)));
            assertThat(tracker.flush(Duration.ofMillis(50))).isFalse();
        }
        try (Tracker next = open(config().keptIn(directory))) {
            next.track(like(700));
            assertThat(next.flush(LIMIT)).isTrue();
        }
        assertThat(collector.ids()).isEqualTo(ids(0, 701));
        try (Tracker last = open(config().keptIn(directory))) {
            assertThat(last.counts().waiting()).isZero();
        }
    }

    @Test
    void aLineThatWasCutOffLosesItselfAlone() throws Exception {
        Path file = directory.resolve("waiting.jsonl");
        Files.write(file, EventJson.line(like(1)));
        Files.writeString(file, "\n{\"broken\":\n-nonsense\n-" + id(2) + "\n", StandardOpenOption.APPEND);
        Files.write(file, EventJson.line(like(3)), StandardOpenOption.APPEND);
        Files.writeString(file, "\n{\"id\":\"" + id(4), StandardOpenOption.APPEND);
        try (Tracker tracker = open(config().keptIn(directory))) {
            assertThat(tracker.flush(LIMIT)).isTrue();
        }
        assertThat(collector.ids()).containsExactly(id(1).toString(), id(3).toString());
    }

    @Test
    void theFileDoesNotGrowWithWhatHasGone() throws Exception {
        try (Tracker tracker = open(config().keptIn(directory))) {
            for (int round = 0; round < 40; round++) {
                int from = 500 * round;
                IntStream.range(from, from + 500).forEach(i -> tracker.track(like(i)));
                assertThat(tracker.flush(LIMIT)).isTrue();
            }
            assertThat(Files.size(directory.resolve("waiting.jsonl"))).isLessThan(2 << 20);
        }
        assertThat(collector.ids()).hasSize(20_000).doesNotHaveDuplicates();
    }

    @Test
    void twoTrackersDoNotShareADirectory() throws Exception {
        try (Tracker tracker = open(config().keptIn(directory))) {
            assertThatThrownBy(() -> open(config().keptIn(directory)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another tracker keeps what waits in " + directory);
            assertThat(tracker.counts().waiting()).isZero();
        }
    }

    @Test
    void closingSendsWhatWaitsAndTakesNothingMore() throws Exception {
        Tracker tracker = open(config().lingering(Duration.ofHours(1)));
        tracker.track(like(1));
        tracker.close();
        tracker.close();
        assertThat(collector.ids()).containsExactly(one());
        assertThatThrownBy(() -> tracker.track(like(2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingEndsWhenItsTimeIsOverHoweverLongAnAnswerTakes() throws Exception {
        collector.answers(body -> {
            await().forever().until(() -> Thread.currentThread().isInterrupted());
            return Reply.of(202);
        });
        Tracker tracker = open(config().within(Duration.ofMinutes(5), Duration.ofMillis(100)));
        tracker.track(like(1));
        long start = System.nanoTime();
        tracker.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(tracker.counts().waiting()).isEqualTo(1);
    }

    @Test
    void aListenerThatFailsStopsNothing() throws Exception {
        collector.answers(body -> new Reply(202, "", "{\"rejected\":[{\"index\":0,\"reason\":\"X\"}]}"));
        Tracker.Listener failing = new Tracker.Listener() {
            @Override
            public void rejected(UUID id, String reason) {
                throw new IllegalStateException("listener");
            }
        };
        try (Tracker tracker = Tracker.open(config(), failing, InstantSource.system(), new Random(SEED))) {
            tracker.track(like(1));
            assertThat(tracker.flush(LIMIT)).isTrue();
            tracker.track(like(2));
            assertThat(tracker.flush(LIMIT)).isTrue();
        }
    }

    @Test
    void theDefaultsAreThese() {
        URI collector = URI.create("http://collector:8081");
        assertThat(TrackerConfig.of(collector).toString())
                .isEqualTo(
                        "TrackerConfig[collector=http://collector:8081, token=Optional.empty, queue=Optional.empty, maxEvents=100000,"
                                + " maxBytes=67108864, linger=PT0.2S, timeout=PT10S, firstPause=PT1S, longestPause=PT1M, closing=PT5S]");
        assertThatThrownBy(() -> TrackerConfig.of(collector).holding(0, 1 << 20))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrackerConfig.of(collector).pausing(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pauses from PT2S to PT1S");
    }

    private TrackerConfig config() {
        return TrackerConfig.of(collector.address())
                .pausing(Duration.ofMillis(5), Duration.ofMillis(40))
                .lingering(Duration.ofMillis(10));
    }

    private TrackerConfig hasty() {
        return config().within(Duration.ofSeconds(10), Duration.ofMillis(50));
    }

    private Tracker open(TrackerConfig config) throws IOException {
        return Tracker.open(config, listener, InstantSource.system(), new Random(SEED));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String one() {
        return id(1).toString();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> id(i).toString()).toList();
    }

    private static UUID id(int number) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
    }

    private static Event event(int number, EventKind kind) {
        return new Event(id(number), kind, "ann", "server", "s", 1_000);
    }

    private static Event like(int number) {
        return event(number, EventKind.LIKE).about("clip-" + number, "bob");
    }

    private static Event comment(int number, int length) {
        return event(number, EventKind.COMMENT).about("clip", "bob").with("text", "x".repeat(length));
    }
}
