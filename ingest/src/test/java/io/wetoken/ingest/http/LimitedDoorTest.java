package io.wetoken.ingest.http;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.ingest.auth.Senders;
import io.wetoken.ingest.limits.RateSettings;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of several addresses, as a trusted proxy tells them. */
class LimitedDoorTest {
    private static final String BATCH = "[" + aPlay().json() + "]";
    private static final String FULL = "[" + String.join(",", Collections.nCopies(500, aPlay().json())) + "]";

    private final TestDoors doors = new TestDoors(
            new DoorSettings(
                    "127.0.0.1",
                    0,
                    true,
                    true,
                    Set.of("https://app.example"),
                    Set.of(InetAddress.getLoopbackAddress()),
                    1 << 20,
                    64,
                    16 << 20),
            Senders.ANYBODY,
            new RateSettings(3, 0, 600, 0, 100),
            NOON);

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void whoComesTooOftenIsToldWhenToComeAgain() throws Exception {
        for (int left = 2; left >= 0; left--) {
            HttpResponse<String> answer = post("1.1.1.1", BATCH);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().firstValue("ratelimit").orElse(""))
                    .startsWith("\"address-requests\";r=" + left + ";t=");
        }

        HttpResponse<String> over = post("1.1.1.1", "x".repeat(2_000_000));

        assertThat(over.statusCode()).isEqualTo(429);
        assertThat(over.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(over.headers().firstValue("retry-after")).contains("20");
        assertThat(over.headers().firstValue("ratelimit-policy"))
                .contains("\"address-requests\";q=3;w=60, \"device-events\";q=600;w=60");
        assertThat(over.body()).contains("\"code\":\"TOO_MANY\"").contains("At most 3 requests of this address");
        assertThat(post("2.2.2.2", BATCH).statusCode()).isEqualTo(202);
        doors.setTime(NOON + 19_999);
        assertThat(post("1.1.1.1", BATCH).statusCode()).isEqualTo(429);
        doors.setTime(NOON + 20_000);
        assertThat(post("1.1.1.1", BATCH).statusCode()).isEqualTo(202);
        assertThat(doors.log().rejected()).isEmpty();
        assertThat(metrics())
                .contains("wetoken_ingest_requests_seconds_count{door=\"live\",status=\"429\"} 2")
                .contains("wetoken_ingest_limited_total{limit=\"address-requests\"} 2.0")
                .contains("wetoken_ingest_limit_entries 3.0");
    }

    @Test
    void aDeviceIsLimitedWhereverItComesFrom() throws Exception {
        assertThat(post("1.1.1.1", FULL).statusCode()).isEqualTo(202);

        HttpResponse<String> over = post("2.2.2.2", FULL);

        assertThat(over.statusCode()).isEqualTo(429);
        assertThat(over.headers().firstValue("retry-after")).contains("40");
        assertThat(over.body()).contains("events of one device");
        assertThat(doors.log().accepted()).hasSize(500);
        doors.setTime(NOON + 40_000);
        assertThat(post("2.2.2.2", FULL).statusCode()).isEqualTo(202);
    }

    @Test
    void theAdministrativeDoorHasNoLimits() throws Exception {
        String recorded = "["
                + String.join(
                        ",", Collections.nCopies(500, aPlay().received(NOON).json())) + "]";
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = doors.post("/admin/v1/recorded", recorded);

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().firstValue("ratelimit-policy")).isEmpty();
        }
        assertThat(doors.log().accepted()).hasSize(2_500);
    }

    @Test
    void aPageMayReadWhenToComeAgain() throws Exception {
        assertThat(doors.post("/v1/events", BATCH, "origin", "https://app.example")
                        .headers()
                        .firstValue("access-control-expose-headers")
                        .orElse(""))
                .contains("retry-after")
                .contains("ratelimit");
    }

    private String metrics() throws Exception {
        return doors.get("/metrics").body();
    }

    private HttpResponse<String> post(String address, String body) throws Exception {
        return doors.post("/v1/events", body, "x-forwarded-for", address);
    }
}
