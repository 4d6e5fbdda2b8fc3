package io.wetoken.ingest.http;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.aPlay;
import static io.wetoken.ingest.http.TestDoors.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.ingest.core.Sample;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorsTest {
    private static final Epoch TODAY = Epoch.of(NOON);

    private TestDoors doors = new TestDoors(TestDoors.openDoors(), NOON);

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void answersAsTheWireFormatSays() throws Exception {
        HttpResponse<String> answer = post("/v1/events", "[" + aPlay().json() + ",{\"id\":\"7\",\"kind\":\"X\"},5]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"accepted\":1,\"rejected\":[{\"index\":1,\"id\":\"7\",\"reason\":\"UNKNOWN_KIND\"},"
                        + "{\"index\":2,\"id\":null,\"reason\":\"NOT_AN_OBJECT\"}]}");
        assertThat(doors.log().accepted().get(0).getIpHash()).isEqualTo("127.0.0.1");
    }

    @Test
    void unparsableBodiesGetAProblem() throws Exception {
        HttpResponse<String> answer = post("/v1/events", "[{");

        assertProblem(answer, 400, "NOT_JSON");
        assertThat(doors.log().rejected()).hasSize(1);
    }

    @Test
    void threeMegabytesAreTooMuchAndTheirHeadIsKept() throws Exception {
        byte[] body = new byte[3_000_000];
        Arrays.fill(body, (byte) '7');

        assertProblem(
                doors.send(doors.request("/v1/events")
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))),
                413,
                "BODY_TOO_LARGE");
        assertThat(doors.log().rejected().get(0).getRaw().remaining()).isEqualTo(64 << 10);
    }

    @Test
    void fiveHundredAndOneEventsAreTooMany() throws Exception {
        assertProblem(post("/v1/events", "[" + "{},".repeat(500) + "{}]"), 413, "TOO_MANY_EVENTS");
    }

    @Test
    void gzipIsWelcomeUnlessItIsCut() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(("[" + aPlay().json() + "]").getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = out.toByteArray();

        assertThat(gzip(whole).statusCode()).isEqualTo(202);
        assertProblem(gzip(Arrays.copyOf(whole, whole.length - 9)), 400, "BAD_GZIP");
    }

    @Test
    void unknownEncodingsPathsAndMethodsGetProblemsToo() throws Exception {
        assertProblem(
                doors.send(doors.request("/v1/events")
                        .header("content-type", "application/json")
                        .header("content-encoding", "br")
                        .POST(HttpRequest.BodyPublishers.ofString("[]"))),
                415,
                "UNSUPPORTED_ENCODING");
        assertProblem(post("/v2/events", "[]"), 404, "NOT_FOUND");
        assertProblem(doors.send(doors.request("/v1/events").GET()), 405, "METHOD_NOT_ALLOWED");
        assertProblem(post("/admin/v1/epochs/yesterday/seal", ""), 400, "BAD_DATE");
    }

    @Test
    void aFailingLogIsAnsweredWith503AndRetryAfter() throws Exception {
        doors.log().failWith(new IllegalStateException("no leader"));

        HttpResponse<String> answer = post("/v1/events", "[" + aPlay().json() + "]");

        assertProblem(answer, 503, "UNAVAILABLE");
        assertThat(answer.headers().firstValue("retry-after")).contains("2");
        assertThat(answer.body()).contains("no leader");
        doors.log().recover();
        assertThat(post("/v1/events", "[" + aPlay().json() + "]").statusCode()).isEqualTo(202);
    }

    @Test
    void untilKafkaHasAnsweredNothingIsTaken() throws Exception {
        doors.open(false);

        assertProblem(post("/v1/events", "[]"), 503, "UNAVAILABLE");
        assertProblem(post("/admin/v1/epochs/2026-11-20/seal", ""), 503, "UNAVAILABLE");
        assertThat(doors.send(doors.request("/ready").GET()).statusCode()).isEqualTo(503);
        assertThat(doors.send(doors.request("/health").GET()).statusCode()).isEqualTo(200);
        doors.open(true);
        assertThat(doors.send(doors.request("/ready").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyBytesUnderWayAreRefusedAtOnce() throws Exception {
        doors.close();
        doors = new TestDoors(
                new DoorSettings("127.0.0.1", 0, true, false, Set.of(), Set.of(), 1 << 20, 64, 1_000), NOON);

        assertProblem(post("/v1/events", " ".repeat(2_000)), 503, "UNAVAILABLE");
        assertThat(post("/v1/events", "[" + aPlay().json() + "]").statusCode()).isEqualTo(202);
    }

    @Test
    void theRecordedDoorTakesLinesAndArrays() throws Exception {
        String event = aPlay().received(NOON).json();

        assertThat(post("/admin/v1/recorded", "[" + event + "]").statusCode()).isEqualTo(202);
        assertThat(doors.send(doors.request("/admin/v1/recorded")
                                .header("content-type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(event + "\noops\n")))
                        .body())
                .isEqualTo("{\"accepted\":1,\"rejected\":[{\"index\":1,\"id\":null,\"reason\":\"NOT_JSON\"}]}");
        assertThat(doors.log().accepted())
                .hasSize(2)
                .allMatch(each -> each.getIpHash().equals("abcd"));
    }

    @Test
    void aDayIsRecordedCompletedAndSealed() throws Exception {
        String seal = "/admin/v1/epochs/" + TODAY + "/seal";
        String recorded = "[" + aPlay().received(NOON).json() + "]";
        assertProblem(post(seal, ""), 409, "EPOCH_NOT_OVER");
        post("/admin/v1/recorded", recorded);
        doors.setTime(TODAY.end());
        assertProblem(post(seal, ""), 409, "EPOCH_RECORDING");

        assertThat(post("/admin/v1/epochs/" + TODAY + "/complete", "").statusCode())
                .isEqualTo(200);
        assertThat(post(seal, "").body()).isEqualTo("{\"epoch\":\"" + TODAY + "\",\"mark\":\"SEALED\"}");
        assertThat(post(seal, "").statusCode()).isEqualTo(200);
        assertThat(post("/admin/v1/recorded", recorded).body())
                .isEqualTo("{\"accepted\":0,\"rejected\":[{\"index\":0,\"id\":\"" + Sample.ID
                        + "\",\"reason\":\"EPOCH_CLOSED\"}]}");
    }

    @Test
    void theRecordedDoorIsShutUnlessOpenedButSealsAreTaken() throws Exception {
        doors.close();
        doors = new TestDoors(
                new DoorSettings("127.0.0.1", 0, false, false, Set.of(), Set.of(), 1 << 20, 64, 16 << 20), NOON);

        assertProblem(post("/admin/v1/recorded", "[]"), 403, "DOOR_SHUT");
        assertProblem(post("/admin/v1/epochs/2026-11-20/complete", ""), 403, "DOOR_SHUT");
        assertThat(post("/admin/v1/epochs/2026-11-20/seal", "").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsCountByDoorAndReason() throws Exception {
        post("/v1/events", "[" + aPlay().json() + ",5]");

        assertThat(doors.send(doors.request("/metrics").GET()).body())
                .contains("wetoken_ingest_accepted_total{door=\"live\"} 1.0")
                .contains("wetoken_ingest_rejected_total{door=\"live\",reason=\"NOT_AN_OBJECT\"} 1.0")
                .contains("wetoken_ingest_rejected_total{door=\"live\",reason=\"BAD_ID\"} 0.0");
    }

    @Test
    void metricsCountEveryRequestByItsStatus() throws Exception {
        post("/v1/events", "[]");
        post("/v1/events", "[");
        post("/v1/events", "[" + "{},".repeat(500) + "{}]");
        doors.log().failWith(new IllegalStateException("no leader"));
        post("/v1/events", "[" + aPlay().json() + "]");
        doors.open(false);
        post("/v1/events", "[]");

        assertThat(doors.send(doors.request("/metrics").GET()).body())
                .contains("wetoken_ingest_requests_seconds_count{door=\"live\",status=\"202\"} 1")
                .contains("wetoken_ingest_requests_seconds_count{door=\"live\",status=\"400\"} 1")
                .contains("wetoken_ingest_requests_seconds_count{door=\"live\",status=\"413\"} 1")
                .contains("wetoken_ingest_requests_seconds_count{door=\"live\",status=\"503\"} 2")
                .contains("wetoken_ingest_requests_seconds_bucket{door=\"live\",status=\"202\",le=\"+Inf\"} 1")
                .contains("wetoken_ingest_body_bytes_held 0.0")
                .contains("wetoken_ingest_ready 0.0");
    }

    private HttpResponse<String> gzip(byte[] body) throws Exception {
        return doors.send(doors.request("/v1/events")
                .header("content-type", "application/json; charset=utf-8")
                .header("content-encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest.Builder request = doors.request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return doors.send(body.isEmpty() ? request : request.header("content-type", "application/json"));
    }
}
