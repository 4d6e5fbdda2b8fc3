package io.wetoken.ingest.http;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.aPlay;
import static io.wetoken.ingest.http.TestDoors.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.ingest.auth.AuthSettings;
import io.wetoken.ingest.auth.KeyServer;
import io.wetoken.ingest.auth.SignedSenders;
import io.wetoken.ingest.core.Sample;
import io.wetoken.ingest.limits.RateSettings;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignedDoorTest {
    private static final KeyPair KEY = KeyServer.pair();
    private static final Instant NOW = Instant.ofEpochMilli(NOON);
    private static final String ANN = KeyServer.token(KEY, "ann", "phone", NOW.plusSeconds(60));
    private static final String BATCH = "[" + aPlay().json() + "]";

    private final KeyServer site = new KeyServer(0);
    private final TestDoors doors = new TestDoors(
            TestDoors.openDoors(),
            new SignedSenders(
                    new AuthSettings(site.address(), "wetoken", Duration.ofMinutes(10), Duration.ofSeconds(5)),
                    () -> NOW),
            RateSettings.NONE,
            NOON);

    @AfterEach
    void close() {
        doors.close();
        site.close();
    }

    @Test
    void whoShowsATokenIsHeard() throws Exception {
        site.publish(KEY);
        String bobs = aPlay().text("actor", "bob").json();

        HttpResponse<String> answer =
                doors.post("/v1/events", "[" + aPlay().json() + "," + bobs + "]", "authorization", "Bearer " + ANN);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"accepted\":1,\"rejected\":[{\"index\":1,\"id\":\"" + Sample.ID
                        + "\",\"reason\":\"NOT_YOURS\"}]}");
    }

    @Test
    void whoShowsNoneOrABadOneIsToldWhatToDoAndNothingIsKept() throws Exception {
        site.publish(KEY);

        HttpResponse<String> none = doors.post("/v1/events", BATCH);
        HttpResponse<String> bad =
                doors.post("/v1/events", "[" + " ".repeat(2_000_000), "authorization", "Bearer " + ANN + "x");

        assertProblem(none, 401, "NO_TOKEN");
        assertThat(none.headers().firstValue("www-authenticate")).contains("Bearer realm=\"wetoken\"");
        assertThat(none.body()).contains("send Authorization: Bearer");
        assertProblem(bad, 401, "BAD_TOKEN");
        assertThat(bad.headers().firstValue("www-authenticate").orElse("")).contains("error=\"invalid_token\"");
        assertThat(doors.log().accepted()).isEmpty();
        assertThat(doors.log().rejected()).isEmpty();
        assertThat(doors.get("/metrics").body())
                .contains("wetoken_ingest_requests_seconds_count{door=\"live\",status=\"401\"} 2");
    }

    @Test
    void whileTheKeysWereNeverToBeHadSendersComeAgain() throws Exception {
        site.stop();

        HttpResponse<String> answer = doors.post("/v1/events", BATCH, "authorization", "Bearer " + ANN);

        assertProblem(answer, 503, "UNAVAILABLE");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.body()).contains(site.address().toString());
    }

    @Test
    void theAdministrativeDoorAsksForNoToken() throws Exception {
        HttpResponse<String> answer =
                doors.post("/admin/v1/recorded", "[" + aPlay().received(NOON).json() + "]");

        assertThat(answer.body()).contains("\"accepted\":1");
    }
}
