package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.media.worker.MediaTopics;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes, and a real broker. */
class WorkerIT {
    private static KafkaProcess kafka;

    @TempDir
    private Path dir;

    private Path media;
    private Path uploads;
    private Path config;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = TestServers.kafka();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        media = dir.resolve("media");
        uploads = Files.createDirectories(dir.resolve("uploads"));
        config = Files.writeString(dir.resolve("we.properties"), """
                kafka.bootstrap=%s
                media.dir=%s
                media.uploads.dir=%s
                media.leaseMs=6000
                media.partitions=1
                """.formatted(kafka.bootstrap(), media, uploads));
    }

    private void submit(String upload, String file) {
        Tried tried = Tried.run(new Submit(), file, "--upload", upload, "--config", config.toString());
        assertThat(tried.status()).as(tried.err()).isZero();
    }

    /** So long that it can be interrupted, on any machine. */
    private void longClip(String name) throws IOException {
        Bundled.clip(
                uploads.resolve(name),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=854x480:r=30",
                "-t",
                "45",
                "-c:v",
                "mpeg4",
                "-q:v",
                "20");
    }

    private void shortClip(String name) throws IOException {
        Bundled.clip(uploads.resolve(name), "-f", "lavfi", "-i", "testsrc2=s=64x48:d=1", "-c:v", "mpeg4");
    }

    private List<Path> library() throws IOException {
        try (Stream<Path> entries = Files.list(media)) {
            return entries.filter(entry -> !entry.endsWith(".attempts")).toList();
        }
    }

    private static List<Long> childrenAt(Path file) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains("file:" + file))
                        .orElse(false))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Until segments are on the disk. */
    private void awaitTheMiddleOf(String file) {
        Awaitility.await("the middle of " + file).atMost(Duration.ofSeconds(60)).until(() -> {
            try (Stream<Path> all = Files.walk(media)) {
                return all.anyMatch(path -> path.toString().endsWith("v240/00002.m4s"));
            }
        });
        assertThat(childrenAt(uploads.resolve(file))).isNotEmpty();
    }

    @Test
    void whatAKilledWorkerBeganAnotherFinishesOnce() throws Exception {
        longClip("long.mp4");
        submit("killed", "long.mp4");
        try (WorkerProcess first = new WorkerProcess(config, dir.resolve("first.log"));
                StatusReader statuses = new StatusReader(kafka.bootstrap())) {
            JsonNode processing = statuses.await("killed", "PROCESSING");
            assertThat(processing.path("worker").asText()).isEqualTo(first.name());
            assertThat(processing.path("leaseUntil").asLong())
                    .isEqualTo(processing.path("at").asLong() + 6_000);
            awaitTheMiddleOf("long.mp4");
            first.kill();
            // Its child is not left to work for nobody.
            Awaitility.await("the end of the child")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> childrenAt(uploads.resolve("long.mp4")).isEmpty());
            assertThat(library()).isNotEmpty().allMatch(left -> left.toString().endsWith(".partial"));

            try (WorkerProcess second = new WorkerProcess(config, dir.resolve("second.log"))) {
                JsonNode ready = statuses.await("killed", "READY").path("media");
                assertThat(statuses.of("killed", "PROCESSING"))
                        .last()
                        .returns(second.name(), status -> status.path("worker").asText())
                        .returns(2, status -> status.path("attempt").asInt());
                assertThat(statuses.of("killed").get(0).path("state").asText()).isEqualTo("QUEUED");
                assertThat(statuses.of("killed", "READY")).hasSize(1);
                assertThat(library())
                        .containsExactly(media.resolve(ready.path("directory").asText()));
                assertThat(ready.path("durationMs").asLong()).isEqualTo(45_000);
                new Played(media.resolve(ready.path("directory").asText())).holds(45);

                // The same file once more costs nothing and is stored once.
                Files.copy(uploads.resolve("long.mp4"), uploads.resolve("again.mp4"));
                submit("again", "again.mp4");
                assertThat(statuses.await("again", "READY").path("media")).isEqualTo(ready);
                assertThat(library()).hasSize(1);
            }
        }
    }

    @Test
    void aWorkerThatIsStoppedGivesItsJobBack() throws Exception {
        longClip("stopped.mp4");
        submit("stopped", "stopped.mp4");
        try (WorkerProcess first = new WorkerProcess(config, dir.resolve("first.log"));
                StatusReader statuses = new StatusReader(kafka.bootstrap())) {
            statuses.await("stopped", "PROCESSING");
            awaitTheMiddleOf("stopped.mp4");
            first.terminate();
            assertThat(childrenAt(uploads.resolve("stopped.mp4"))).isEmpty();
            assertThat(library()).isEmpty();
            try (WorkerProcess second = new WorkerProcess(config, dir.resolve("second.log"))) {
                statuses.await("stopped", "READY");
                assertThat(statuses.of("stopped", "PROCESSING")).last().satisfies(status -> {
                    assertThat(status.path("worker").asText()).isEqualTo(second.name());
                    assertThat(status.path("attempt").asInt()).isEqualTo(1);
                });
            }
        }
    }

    @Test
    void whatCannotBeTakenIsRefusedAndHoldsUpNobody() throws Exception {
        Path secret =
                Bundled.clip(dir.resolve("secret.mp4"), "-f", "lavfi", "-i", "testsrc2=s=64x48:d=1", "-c:v", "mpeg4");
        Files.writeString(uploads.resolve("playlist.mp4"), "#EXTM3U\n#EXTINF:1,\n" + secret + "\n");
        shortClip("good.mp4");
        Files.createDirectories(media.resolve(".attempts"));
        Files.writeString(media.resolve(".attempts/poisonous"), "3");
        try (WorkerProcess worker = new WorkerProcess(config, dir.resolve("worker.log"));
                StatusReader statuses = new StatusReader(kafka.bootstrap())) {
            submit("outside", secret.toString());
            submit("climbing", "../secret.mp4");
            submit("missing", "nowhere/missing.mp4");
            submit("playlist", "playlist.mp4");
            submit("poisonous", "good.mp4");
            raw("nonsense", "{");
            raw("escape", "{\"upload\":\"../../x\",\"file\":\"good.mp4\"}");
            submit("good", "good.mp4");

            statuses.await("good", "READY");
            Map<String, String> reasons = Map.of(
                    "outside", "NOT_A_FILE",
                    "climbing", "NOT_A_FILE",
                    "missing", "NOT_A_FILE",
                    "playlist", "NOT_A_VIDEO",
                    "poisonous", "FAILED_REPEATEDLY");
            for (Map.Entry<String, String> reason : reasons.entrySet()) {
                JsonNode refused = statuses.await(reason.getKey(), "REFUSED");
                assertThat(refused.path("reason").asText()).isEqualTo(reason.getValue());
                assertThat(refused.path("message").asText()).isNotBlank().doesNotContain(dir.toString());
            }
            assertThat(library()).hasSize(1);
            try (Stream<Path> counters = Files.list(media.resolve(".attempts"))) {
                assertThat(counters).isEmpty();
            }
            assertThat(worker.output()).contains("is not a job");
        }
    }

    private static void raw(String key, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            MediaTopics.UPLOADS,
                            key.getBytes(StandardCharsets.UTF_8),
                            value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
