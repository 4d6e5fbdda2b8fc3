package io.wetoken.ingest;

import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.ingest.auth.KeyServer;
import io.wetoken.ingest.core.Sample;
import io.wetoken.ingest.recover.Recover;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A collector whose rules were too strict, its successor, a broker, and the command between them; senders show tokens. */
class RecoverIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final KeyPair KEY = KeyServer.pair();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @TempDir
    Path dir;

    private KafkaProcess kafka;
    private KeyServer site;
    private TopicReader topics;

    @BeforeEach
    void start() throws IOException {
        kafka = TestServers.kafka();
        site = new KeyServer(0);
        site.publish(KEY);
        topics = new TopicReader(kafka.bootstrap());
    }

    @AfterEach
    void stop() {
        site.close();
        kafka.close();
    }

    @Test
    void whatAStrictRuleRefusedComesInByTheLaterOneAndNothingElse() throws Exception {
        long began = CLOCK.millis();
        Epoch day = Epoch.of(began);
        List<String> refused = new ArrayList<>();
        String foreign;
        try (CollectorProcess strict = collector("strict", "ingest.maxWatchMs=5000")) {
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                String id = UUID.randomUUID().toString();
                refused.add(id);
                sent.add(play(id, began).raw("watchMs", 9_000 + i).json());
            }
            foreign = UUID.randomUUID().toString();
            sent.add(play(foreign, began).text("actor", "bob").json());
            sent.add(play(UUID.randomUUID().toString(), began)
                    .text("kind", "DANCE")
                    .json());
            sent.add(
                    play(UUID.randomUUID().toString(), began).raw("watchMs", -1).json());
            send(strict, sent.subList(0, 400));
            send(strict, sent.subList(400, sent.size()));
            assertThat(strict.post("/admin/v1/recorded", "[{}]").body()).contains("MISSING_FIELD");
            assertThat(topics.accepted()).isEmpty();
        }
        int refusedAtFirst = topics.rejected().size();

        try (CollectorProcess mild = collector("mild", "ingest.maxWatchMs=2592000000")) {
            JsonNode dry = recover(0, mild, "--date", day.toString(), "--dry-run");
            assertThat(dry.path("recovered").asInt()).isEqualTo(700);
            assertThat(topics.accepted()).isEmpty();

            JsonNode done = recover(0, mild, "--date", day.toString());
            assertThat(done.path("tried").asInt()).isEqualTo(703);
            assertThat(done.path("recovered").asInt()).isEqualTo(700);
            assertThat(done.path("stillRejected").asInt()).isEqualTo(3);
            assertThat(done.path("recordedNotTried").asInt()).isEqualTo(1);
            assertThat(done.path("reasons").path("OUT_OF_RANGE").toString())
                    .isEqualTo("{\"tried\":701,\"recovered\":700,\"stillRejected\":1,\"now\":{\"OUT_OF_RANGE\":1}}");
            assertThat(done.path("reasons")
                            .path("NOT_YOURS")
                            .path("stillRejected")
                            .asInt())
                    .isEqualTo(1);
            assertThat(done.path("reasons")
                            .path("UNKNOWN_KIND")
                            .path("stillRejected")
                            .asInt())
                    .isEqualTo(1);

            List<BehaviourEvent> accepted = topics.accepted();
            assertThat(accepted).extracting(BehaviourEvent::getId).containsExactlyInAnyOrderElementsOf(refused);
            assertThat(accepted).allSatisfy(event -> {
                assertThat(event.getActor()).isEqualTo("ann");
                assertThat(event.getIpHash()).hasSize(32);
                assertThat(event.getReceived()).isBetween(began, CLOCK.millis());
                assertThat(TrueTime.of(event)).isBetween(began - 2 * HOUR, CLOCK.millis() - HOUR + 1);
            });
            assertThat(mild.get("/metrics").body()).contains("wetoken_ingest_recovered_total 700.0");
            assertThat(topics.rejected()).as("nothing is refused twice").hasSize(refusedAtFirst);

            recover(0, mild, "--date", day.toString(), "--reason", "OUT_OF_RANGE");
            assertThat(topics.accepted().stream().map(BehaviourEvent::getId).distinct())
                    .as("a second time adds copies of the same ids only")
                    .containsExactlyInAnyOrderElementsOf(refused);
            assertThat(recover(0, mild, "--date", day.plusDays(-9).toString())
                            .path("tried")
                            .asInt())
                    .isZero();
            assertThat(recover(0, mild, "--date", day.toString(), "--reason", "BAD_ID")
                            .path("tried")
                            .asInt())
                    .isZero();
            recover(2, mild, "--date", "yesterday");
            recover(2, mild, "--date", day.toString(), "--reason", "BAD_MOOD");
            assertThat(mild.post("/admin/v1/recovered", "[[0,99999999]]").body())
                    .contains("BAD_PLACES");
            assertThat(mild.post("/admin/v1/recovered", "[[7,0]]").body()).contains("BAD_PLACES");
            assertThat(mild.post("/admin/v1/recovered", "{}").statusCode()).isEqualTo(400);
        }
    }

    private CollectorProcess collector(String name, String rule) throws IOException {
        return new CollectorProcess(
                dir, name, kafka.bootstrap(), "ingest.auth=jwt", "ingest.auth.keys=" + site.address(), rule);
    }

    /** An hour ago, offline. */
    private static Sample play(String id, long now) {
        return aPlay().text("id", id).raw("at", now - HOUR).raw("sent", now);
    }

    private static void send(CollectorProcess to, List<String> events) throws IOException, InterruptedException {
        String token = KeyServer.token(KEY, "ann", "phone", CLOCK.instant().plusSeconds(600));
        byte[] body = ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8);
        assertThat(to.post("/v1/events", body, "authorization", "Bearer " + token)
                        .body())
                .startsWith("{\"accepted\":0,");
    }

    private JsonNode recover(int status, CollectorProcess collector, String... arguments) throws IOException {
        Path config = Files.writeString(
                dir.resolve("recover.properties"), """
                kafka.bootstrap=%s
                collectors=%s
                """.formatted(kafka.bootstrap(), collector.address()));
        List<String> line = new ArrayList<>(List.of("--config", config.toString(), "--json"));
        line.addAll(Arrays.asList(arguments));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        int ended;
        try {
            ended = new CommandLine(new Recover()).execute(line.toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        assertThat(ended).isEqualTo(status);
        System.out.print(bytes.toString(StandardCharsets.UTF_8));
        return new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
    }
}
