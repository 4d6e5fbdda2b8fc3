package io.wetoken.ingest;

import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.ingest.core.Sample;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector's process and a broker's process. */
class CollectorIT {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path dir;

    private static KafkaProcess kafka;
    private static CollectorProcess collector;
    private static TopicReader topics;

    @BeforeAll
    static void start() throws IOException {
        kafka = TestServers.kafka();
        topics = new TopicReader(kafka.bootstrap());
        collector = new CollectorProcess(dir, "collector", kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        collector.close();
        kafka.close();
    }

    @Test
    void acceptedMeansThatItIsInKafkaUnderItsActorAndItsReceipt() throws Exception {
        long before = CLOCK.millis();
        String id = UUID.randomUUID().toString();

        HttpResponse<String> answer =
                collector.post("/v1/events", "[" + now(id).text("actor", "Zoë").json() + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record = topics.records(Topics.RAW).stream()
                .filter(each -> event(each).getId().equals(id))
                .findFirst()
                .orElseThrow();
        BehaviourEvent event = event(record);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("Zoë");
        assertThat(record.timestamp()).isEqualTo(event.getReceived()).isBetween(before, CLOCK.millis());
        assertThat(event.getIpHash()).hasSize(32);
    }

    @Test
    void whatIsRefusedIsKeptWithItsBytes() throws Exception {
        String bad = "{\"id\":\"no-uuid\" , \"kind\":\"OPEN\",\"actor\":\"ü\",\"device\":\"d\",\"session\":\"s\"}";
        byte[] cut = Arrays.copyOf(gzip("[" + now(UUID.randomUUID().toString()).json() + "]"), 60);

        assertThat(collector.post("/v1/events", "[" + bad + "]").body()).contains("BAD_ID");
        assertThat(collector.post("/v1/events", cut, "content-encoding", "gzip").statusCode())
                .isEqualTo(400);
        assertThat(collector.post("/v1/events", "x".repeat(3_000_000)).statusCode())
                .isEqualTo(413);
        String almostAMebibyte = "y".repeat((1 << 20) - 1);
        assertThat(collector.post("/v1/events", almostAMebibyte).statusCode()).isEqualTo(400);

        List<RejectedEvent> rejected = topics.rejected();
        assertThat(kept(rejected, "BAD_ID")).containsExactly(bad);
        assertThat(rejected.stream()
                        .filter(each -> each.getReason().equals("BAD_GZIP"))
                        .findFirst())
                .hasValueSatisfying(each -> assertThat(each.getRaw().array()).isEqualTo(cut));
        assertThat(kept(rejected, "BODY_TOO_LARGE")).containsExactly("x".repeat(64 << 10));
        assertThat(kept(rejected, "NOT_JSON")).contains(almostAMebibyte);
    }

    @Test
    void itMakesTheTopicsThatItNeeds() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            Map<String, Integer> partitions = admin
                    .describeTopics(List.of(Topics.RAW, Topics.REJECTED, Topics.JUDGED, Topics.EPOCHS))
                    .allTopicNames()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            each -> each.getValue().partitions().size()));
            assertThat(partitions)
                    .containsEntry(Topics.RAW, 2)
                    .containsEntry(Topics.REJECTED, 2)
                    .containsEntry(Topics.JUDGED, 2)
                    .containsEntry(Topics.EPOCHS, 1);
            ConfigResource raw = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RAW);
            ConfigResource epochs = new ConfigResource(ConfigResource.Type.TOPIC, Topics.EPOCHS);
            var configs = admin.describeConfigs(List.of(raw, epochs)).all().get();
            assertThat(configs.get(raw).get("retention.ms").value()).isEqualTo("-1");
            assertThat(configs.get(epochs).get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    /** As Prometheus reads it: every line is a comment or a sample. */
    @Test
    void theMetricsAreThoseOfThisProcessAndItsProducer() throws Exception {
        collector.post("/v1/events", "[" + now(UUID.randomUUID().toString()).json() + ",{}]");

        HttpResponse<String> answer = collector.get("/metrics");

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body().lines())
                .allMatch(line -> line.startsWith("# ")
                        || line.matches("[a-z_][a-z0-9_]*(\\{([a-z_]+=\"[^\"]*\",?)*})? (NaN|[+-]?Inf|[0-9.eE+-]+)"));
        assertThat(metric(answer.body(), "wetoken_ingest_accepted_total{door=\"live\"}"))
                .isPositive();
        assertThat(metric(answer.body(), "wetoken_ingest_rejected_total{door=\"live\",reason=\"MISSING_FIELD\"}"))
                .isPositive();
        assertThat(metric(answer.body(), "wetoken_ingest_producer_buffer_bytes"))
                .isEqualTo(16 << 20);
        assertThat(metric(answer.body(), "wetoken_ingest_producer_buffer_free_bytes"))
                .isPositive()
                .isLessThanOrEqualTo(16 << 20);
        assertThat(metric(answer.body(), "wetoken_ingest_producer_requests_in_flight"))
                .isNotNegative();
        assertThat(metric(
                        answer.body(),
                        "wetoken_ingest_requests_seconds_bucket{door=\"live\",status=\"202\",le=\"+Inf\"}"))
                .isPositive();
    }

    private static double metric(String all, String name) {
        return all.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + all));
    }

    @Test
    void whileKafkaIsDeadSendersGet503AndNothingAcceptedIsLost() throws Exception {
        Set<String> acknowledged = Collections.synchronizedSet(new TreeSet<>());
        List<Long> unavailable = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendUntil(over, acknowledged, unavailable));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > 200);

        kafka.kill();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> unavailable.size() >= 2);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> collector.status("/ready") == 503);
        int before = acknowledged.size();
        kafka.restart();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > before + 200);
        over.set(true);
        sending.join();

        assertThat(unavailable).allMatch(millis -> millis < 8_000);
        Set<String> inKafka =
                topics.accepted().stream().map(BehaviourEvent::getId).collect(Collectors.toSet());
        assertThat(inKafka).containsAll(acknowledged);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> collector.status("/ready") == 200);
    }

    @Test
    void collectorsAgreeOnSealedDaysAndRememberThemAfterSigkill() throws Exception {
        Epoch day = Epoch.parse("1999-03-05");
        String recorded = aPlay().received(day.start() + 5).json();
        String complete = "/admin/v1/epochs/" + day + "/complete";
        String seal = "/admin/v1/epochs/" + day + "/seal";
        try (CollectorProcess other = new CollectorProcess(dir, "other", kafka.bootstrap())) {
            assertThat(other.post("/admin/v1/recorded", "[" + recorded + "]").body())
                    .contains("\"accepted\":1");
            Awaitility.await().until(() -> collector.post(seal, "").statusCode() == 409);
            assertThat(collector.post(complete, "").statusCode()).isEqualTo(200);
            assertThat(collector.post(seal, "").statusCode()).isEqualTo(200);

            Awaitility.await().until(() -> refuses(other, recorded));
            assertThat(other.post(complete, "").statusCode()).isEqualTo(200);
            assertThat(other.post(seal, "").statusCode()).isEqualTo(200);
        }
        collector.kill();
        collector.start();

        assertThat(refuses(collector, recorded)).isTrue();
        assertThat(kept(topics.rejected(), "EPOCH_CLOSED")).contains(recorded);
    }

    @Test
    void todayIsNotSealed() throws Exception {
        HttpResponse<String> answer = collector.post("/admin/v1/epochs/" + Epoch.of(CLOCK.millis()) + "/seal", "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("EPOCH_NOT_OVER");
    }

    @Test
    void aTakenPortIsAClearError() throws Exception {
        assertThat(CollectorProcess.onTheSamePortAs(collector)).isEqualTo(1);
        assertThat(collector.output())
                .contains("Cannot listen on 127.0.0.1:" + collector.address().getPort())
                .contains("ingest.auth=off")
                .doesNotContain("Exception in thread");
    }

    private static void sendUntil(AtomicBoolean over, Set<String> acknowledged, List<Long> unavailable) {
        while (!over.get()) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ids.add(UUID.randomUUID().toString());
            }
            String body = ids.stream().map(id -> now(id).json()).collect(Collectors.joining(",", "[", "]"));
            long start = CLOCK.millis();
            try {
                HttpResponse<String> answer = collector.post("/v1/events", body);
                if (answer.statusCode() == 202) {
                    acknowledged.addAll(ids);
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("retry-after")).isPresent();
                    unavailable.add(CLOCK.millis() - start);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Sample now(String id) {
        long now = CLOCK.millis();
        return aPlay().text("id", id).raw("at", now - 20).raw("sent", now - 10);
    }

    private static boolean refuses(CollectorProcess process, String recorded) throws IOException, InterruptedException {
        return process.post("/admin/v1/recorded", "[" + recorded + "]").body().contains("EPOCH_CLOSED");
    }

    private static List<String> kept(List<RejectedEvent> rejected, String reason) {
        return rejected.stream()
                .filter(each -> each.getReason().equals(reason))
                .map(each ->
                        StandardCharsets.UTF_8.decode(each.getRaw().duplicate()).toString())
                .toList();
    }

    private static BehaviourEvent event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Wire.RAW.decode(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
