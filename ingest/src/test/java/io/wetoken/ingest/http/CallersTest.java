package io.wetoken.ingest.http;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.aPlay;
import static io.wetoken.ingest.http.TestDoors.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody here comes from the loopback address: a program, a page in a browser, a proxy. */
class CallersTest {
    private static final String SEAL = "/admin/v1/epochs/2026-11-20/seal";
    private static final String OWN = "https://app.example";
    private static final String BATCH = "[" + aPlay().json() + "]";

    private TestDoors doors = new TestDoors(TestDoors.openDoors(), NOON);

    @AfterEach
    void close() {
        doors.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEAL, "/admin/v1/epochs/2026-11-20/complete", "/admin/v1/recorded"})
    void noWebPageReachesTheAdministrativeDoor(String path) throws Exception {
        for (boolean fromAnywhere : new boolean[] {false, true}) {
            reopen(fromAnywhere, Set.of(OWN), Set.of());
            for (String origin : new String[] {
                "https://evil.example", "null", OWN, doors.address().toString()
            }) {
                assertProblem(doors.post(path, "", "origin", origin), 403, "FOREIGN_ORIGIN");
            }
        }
        assertThat(doors.log().marks()).isEmpty();
        assertThat(doors.post(SEAL, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
    void whatAProxyPassedOnDoesNotReachTheAdministrativeDoor(String header) throws Exception {
        reopen(false, Set.of(), Set.of(InetAddress.getLoopbackAddress()));

        assertProblem(doors.post(SEAL, "", header, "127.0.0.1"), 403, "NOT_FROM_HERE");
        assertThat(doors.log().marks()).isEmpty();
    }

    @Test
    void onAPrivateNetworkProxiesArePartOfIt() throws Exception {
        reopen(true, Set.of(), Set.of());

        assertThat(doors.post(SEAL, "", "X-Forwarded-For", "10.0.0.9").statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesOfOtherOriginsSendNothing() throws Exception {
        for (String origin :
                new String[] {"https://evil.example", "null", doors.address().toString()}) {
            HttpResponse<String> answer =
                    doors.post("/v1/events", BATCH, "origin", origin, "content-type", "application/json");

            assertProblem(answer, 403, "FOREIGN_ORIGIN");
        }
        HttpResponse<String> asked = preflight("https://evil.example");
        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(asked.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(doors.log().accepted()).isEmpty();
    }

    @Test
    void pagesOfANamedOriginSendAndReadTheAnswer() throws Exception {
        reopen(false, Set.of(OWN), Set.of());

        HttpResponse<String> asked = preflight(OWN);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("access-control-allow-origin")).contains(OWN);
        assertThat(asked.headers().firstValue("access-control-allow-headers").orElse(""))
                .containsIgnoringCase("content-type")
                .containsIgnoringCase("authorization");
        HttpResponse<String> answer =
                doors.post("/v1/events", BATCH, "origin", OWN, "content-type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(OWN);
        assertProblem(
                doors.post("/v1/events", BATCH, "origin", "https://evil.example", "content-type", "application/json"),
                403,
                "FOREIGN_ORIGIN");
        assertThat(preflight("https://evil.example").headers().firstValue("access-control-allow-origin"))
                .isEmpty();
    }

    /** The interface asks for no type, and a beacon is sent as text; that pages of others are kept out is the work of their Origin. */
    @Test
    void aBodyNeedsNoType() throws Exception {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "application/json"}) {
            assertThat(doors.post("/v1/events", BATCH, "content-type", type).statusCode())
                    .as(type)
                    .isEqualTo(202);
        }
        assertThat(doors.post("/v1/events", BATCH).statusCode()).isEqualTo(202);
        assertProblem(
                doors.post("/v1/events", BATCH, "content-type", "text/plain", "origin", "https://evil.example"),
                403,
                "FOREIGN_ORIGIN");
        assertProblem(doors.post("/v1/events", ""), 400, "NOT_JSON");
    }

    @Test
    void onlyATrustedProxySaysWhoseRequestItIs() throws Exception {
        doors.post("/v1/events", BATCH, "content-type", "application/json", "X-Forwarded-For", "1.2.3.4");
        assertThat(doors.log().accepted().get(0).getIpHash()).isEqualTo("127.0.0.1");

        reopen(false, Set.of(), Set.of(InetAddress.getLoopbackAddress()));
        doors.post("/v1/events", BATCH, "content-type", "application/json", "X-Forwarded-For", "6.6.6.6, 1.2.3.4");
        assertThat(doors.log().accepted().get(0).getIpHash()).isEqualTo("1.2.3.4");
    }

    private void reopen(boolean fromAnywhere, Set<String> origins, Set<InetAddress> proxies) {
        doors.close();
        doors = new TestDoors(
                new DoorSettings("127.0.0.1", 0, true, fromAnywhere, origins, proxies, 1 << 20, 64, 16 << 20), NOON);
    }

    private HttpResponse<String> preflight(String origin) throws Exception {
        return doors.send(doors.request("/v1/events")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers(
                        "origin",
                        origin,
                        "access-control-request-method",
                        "POST",
                        "access-control-request-headers",
                        "content-type, authorization"));
    }
}
