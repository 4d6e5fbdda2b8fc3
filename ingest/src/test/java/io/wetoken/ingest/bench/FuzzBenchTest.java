package io.wetoken.ingest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.EpochGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzBenchTest {
    @Test
    void everyBodyIsAccountedFor() throws IOException {
        Ran ran = Ran.of(new FuzzBench(), "--bodies", "6000", "--http", "150", "--seed", "7", "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        JsonNode figures = ran.json().path("figures");
        assertThat(figures.path("failures").asLong(-1)).isZero();
        assertThat(figures.path("bodies").asLong()).isEqualTo(6_000);
        assertThat(figures.path("bodiesTaken").asLong()
                        + figures.path("bodiesRefused").asLong())
                .isEqualTo(6_000);
        // Both what is good and what is not must come through, or the bodies are no test.
        for (String reason : List.of(
                "NOT_JSON",
                "NOT_AN_ARRAY",
                "BAD_GZIP",
                "UNSUPPORTED_ENCODING",
                "BODY_TOO_LARGE",
                "TOO_MANY_EVENTS",
                "NOT_AN_OBJECT",
                "NOT_YOURS",
                "DUPLICATE_FIELD",
                "MISSING_FIELD",
                "WRONG_TYPE",
                "TOO_LONG",
                "ILLEGAL_CHARACTER",
                "OUT_OF_RANGE",
                "BAD_ID",
                "UNKNOWN_KIND",
                "BAD_AMOUNT",
                "BAD_TX")) {
            assertThat(figures.path("reason." + reason).asLong()).as(reason).isPositive();
        }
        assertThat(figures.path("eventsAccepted").asLong()).isGreaterThan(1_000);
        assertThat(figures.path("peakHeapMb").asLong()).isPositive();
    }

    @Test
    void theSameSeedMakesTheSameBodies() throws IOException {
        JsonNode first = Ran.of(new FuzzBench(), "--bodies", "500", "--http", "0", "--seed", "3", "--json")
                .json()
                .path("figures");
        JsonNode second = Ran.of(new FuzzBench(), "--bodies", "500", "--http", "0", "--seed", "3", "--json")
                .json()
                .path("figures");
        for (String figure : List.of("bodiesTaken", "bodiesRefused", "eventsAccepted", "eventsRejected")) {
            assertThat(first.path(figure)).as(figure).isEqualTo(second.path(figure));
        }
    }

    @Test
    void whatDoesNotAddUpIsNoticed() {
        CountingLog log = new CountingLog(new EpochGate(() -> Instant.EPOCH));
        Fuzzed body = new Fuzzed(Door.LIVE, "[]".getBytes(StandardCharsets.UTF_8), "", "", null);
        assertThatThrownBy(() -> new Accounts(log).count(body, new Answer.Taken(1, List.of())))
                .isInstanceOf(AssertionError.class)
                .hasMessage("told 1 accepted, the log has 0");
        assertThatThrownBy(() -> new Accounts(log).count(body, new Answer.Unavailable("crash")))
                .isInstanceOf(AssertionError.class);
    }
}
