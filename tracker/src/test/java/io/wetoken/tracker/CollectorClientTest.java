package io.wetoken.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.tracker.Collecting.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorClientTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Event LIKE = new Event(new UUID(1, 2), EventKind.LIKE, "ann", "server", "s", 1_000);

    private Collecting collector;
    private CollectorClient client;

    @BeforeEach
    void start() throws Exception {
        collector = new Collecting();
        client = new CollectorClient(collector.address(), Duration.ofSeconds(10), InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|PT7S",
                "Wed, 25 Nov 2026 12:00:30 GMT|PT30S",
                "Wed, 25 Nov 2026 11:00:00 GMT|PT0S",
                "999999999|PT1H",
                "soon|PT0S",
                "-3|PT0S"
            })
    void theCollectorsWishIsSecondsOrADateAndWithinReason(String retryAfter, Duration wish) throws Exception {
        collector.answers(body -> new Reply(503, retryAfter, "busy"));
        assertThat(client.send(List.of(LIKE), Optional.empty()))
                .isEqualTo(new Answer.NotNow(wish, collector.address() + "/v1/events answers 503 busy"));
    }

    @Test
    void itSaysWhenItSendsAndWhoSpeaks() throws Exception {
        assertThat(client.send(List.of(LIKE), Optional.of("mine"))).isEqualTo(new Answer.Taken(List.of()));
        Collecting.Asked asked = collector.asked().get(0);
        assertThat(asked.token()).isEqualTo("Bearer mine");
        assertThat(asked.events().get(0).path("sent").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(asked.packed()).as("too short for it").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"400", "413", "415", "422"})
    void theSameBytesWouldBeRefusedForEver(int status) throws Exception {
        collector.answers(body -> new Reply(status, "", "{\"code\":\"NOT_JSON\"}"));
        assertThat(client.send(List.of(LIKE), Optional.empty()))
                .isEqualTo(new Answer.Refused(
                        status, collector.address() + "/v1/events answers " + status + " {\"code\":\"NOT_JSON\"}"));
    }

    @Test
    void anAnswerThatIsNoJsonStillSaysThatItIsTaken() throws Exception {
        collector.answers(body -> new Reply(202, "", "[fine"));
        assertThat(client.send(List.of(LIKE), Optional.empty())).isEqualTo(new Answer.Taken(List.of()));
    }

    @Test
    void nobodyThereIsForTheMoment() throws Exception {
        collector.close();
        assertThat(client.send(List.of(LIKE), Optional.empty())).isInstanceOfSatisfying(Answer.NotNow.class, later -> {
            assertThat(later.atLeast()).isZero();
            assertThat(later.why()).startsWith(collector.address() + "/v1/events does not answer: ");
        });
    }
}
