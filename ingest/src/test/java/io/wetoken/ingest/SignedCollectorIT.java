package io.wetoken.ingest;

import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.ingest.auth.KeyServer;
import io.wetoken.ingest.core.Sample;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector's process that asks for tokens, a broker's process, and a server that publishes keys. */
class SignedCollectorIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final KeyPair KEY = KeyServer.pair();

    @TempDir
    static Path dir;

    private static KafkaProcess kafka;
    private static KeyServer site;
    private static CollectorProcess collector;
    private static TopicReader topics;

    @BeforeAll
    static void start() throws IOException {
        kafka = TestServers.kafka();
        topics = new TopicReader(kafka.bootstrap());
        site = new KeyServer(0);
        site.publish(KEY);
        collector = new CollectorProcess(
                dir,
                "collector",
                kafka.bootstrap(),
                "ingest.auth=jwt",
                "ingest.auth.keys=" + site.address(),
                "ingest.auth.keysMaxAgeMs=0",
                "ingest.auth.keysPauseMs=100",
                "ingest.limit.accountEvents=1000");
    }

    @AfterAll
    static void stop() {
        collector.close();
        site.close();
        kafka.close();
    }

    @Test
    void whatIsNotTheSendersIsKeptAsRefusedAndTheRestIsTaken() throws Exception {
        String mine = UUID.randomUUID().toString();
        String bobs = now().text("id", UUID.randomUUID().toString())
                .text("actor", "bob")
                .json();
        String elsewhere = now().text("id", UUID.randomUUID().toString())
                .text("device", "watch")
                .json();

        HttpResponse<String> answer =
                send("[" + bobs + "," + now().text("id", mine).json() + "," + elsewhere + "]", token("ann", 60));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(topics.accepted()).extracting(BehaviourEvent::getId).contains(mine);
        List<ConsumerRecord<byte[], byte[]>> refused = topics.records(Topics.REJECTED).stream()
                .filter(each -> rejected(each).getReason().equals("NOT_YOURS"))
                .toList();
        assertThat(refused)
                .extracting(each ->
                        StandardCharsets.UTF_8.decode(rejected(each).getRaw()).toString())
                .containsExactlyInAnyOrder(bobs, elsewhere);
        assertThat(refused)
                .allSatisfy(each -> assertThat(
                                new String(each.headers().lastHeader("actor").value(), StandardCharsets.UTF_8))
                        .isEqualTo("ann"));
        assertThat(topics.accepted()).extracting(BehaviourEvent::getActor).doesNotContain("bob");
    }

    @Test
    void anExpiredTokenIsRefusedByTheRealClock() throws Exception {
        HttpResponse<String> answer = send("[" + now().json() + "]", token("ann", -3_600));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("www-authenticate").orElse("")).contains("invalid_token");
        assertThat(answer.body()).contains("expired at");
    }

    @Test
    void whileTheSiteIsAwayKnownKeysCountAndAFreshCollectorAnswers503() throws Exception {
        String body = "[" + now().json() + "]";
        assertThat(send(body, token("ann", 60)).statusCode()).isEqualTo(202);
        site.stop();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(send(body, token("ann", 60)).statusCode()).isEqualTo(202);
            }
            collector.kill();
            collector.start();

            HttpResponse<String> answer = send(body, token("ann", 60));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(answer.body()).contains(site.address().toString());
        } finally {
            site.start();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> send(body, token("ann", 60)).statusCode() == 202);
        assertThat(collector.output())
                .contains("Senders show tokens of wetoken")
                .doesNotContain("ingest.auth=off");
    }

    /** The token's account is what counts, whatever accounts the events name. */
    @Test
    void anAccountThatSendsTooMuchIsHeldOffAndOthersAreNot() throws Exception {
        String flood = IntStream.range(0, 500)
                .mapToObj(i -> now().text("actor", "sock-" + i).json())
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(send(flood, token("eve", 60)).statusCode()).isEqualTo(202);
        assertThat(send(flood, token("eve", 60)).statusCode()).isEqualTo(202);

        HttpResponse<String> over = send(flood, token("eve", 60));

        assertThat(over.statusCode()).as(over.body()).isEqualTo(429);
        assertThat(over.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(over.headers().firstValue("retry-after").map(Long::valueOf))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(1L, 30L));
        assertThat(over.headers().firstValue("ratelimit-policy")).contains("\"account-events\";q=1000;w=60");
        assertThat(over.headers().firstValue("ratelimit").orElse("")).startsWith("\"account-events\";r=");
        assertThat(send("[" + now().json() + "]", token("ann", 60)).statusCode())
                .isEqualTo(202);
    }

    private static String token(String account, long seconds) {
        return KeyServer.token(KEY, account, "phone", CLOCK.instant().plusSeconds(seconds));
    }

    private static HttpResponse<String> send(String body, String token) throws IOException, InterruptedException {
        return collector.post("/v1/events", body.getBytes(StandardCharsets.UTF_8), "authorization", "Bearer " + token);
    }

    private static Sample now() {
        long now = CLOCK.millis();
        return aPlay().raw("at", now - 20).raw("sent", now - 10);
    }

    private static RejectedEvent rejected(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Wire.REJECTED.decode(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
