package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.serving.operations.OperationsSettings;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import tools.jackson.databind.JsonNode;

/** What operators see and say, over HTTP, and that nobody else does. */
final class OperationsTest {
    private static final String SECRET = "5d41402abc4b2a76b9719d911017c592";
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final String PLAN = "0x" + "ab".repeat(32);
    private static final Credentials APPROVER = Credentials.create("0x" + "17".repeat(32));

    @TempDir
    private static Path directory;

    private static TestSite site;
    private static Store store;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(directory.resolve("secret"), SECRET + "\n");
        Files.setPosixFilePermissions(directory.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(directory.resolve("actions.jsonl"), """
                {"at":"2026-11-21T01:00:00Z","epoch":"2026-11-20","who":"ann@host","what":"waits","details":{"for":"approval"}}
                {"at":"2026-11-21T01:00:00Z","epoch":"2026-11-19","who":"ann@host","what":"run","details":{}}
                {"half a li""");
        Files.createDirectories(directory.resolve("2026-11-20"));
        Files.writeString(directory.resolve("2026-11-20/reconciliation.json"), "{\"agrees\":true,\"mismatches\":[]}");
        store = Stores.memory();
        site = site(Map.of(
                "serving.operatorSecretFile",
                directory.resolve("secret").toString(),
                "epochs.dir",
                directory.toString()));
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @BeforeEach
    void plan() {
        planned(DAY);
        store.epochs().note(DAY, Map.of("approval.signature", "none", "approval.plan", "none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/operations", "/v1/operations/epochs", "/v1/operations/epochs/2026-11-20"})
    void withoutASecretInTheSettingsNothingOfItExists(String path) throws Exception {
        try (TestSite without = site(Map.of())) {
            assertThat(without.get(path).status()).isEqualTo(404);
            assertThat(without.getAsBrowser(path).text()).contains("No such page");
            assertThat(without.send(shown(without, path, SECRET).build()).status())
                    .isEqualTo(404);
            assertThat(without.send(shown(without, path + "/approval", SECRET)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build())
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/operations/epochs", "/v1/operations/epochs/2026-11-20"})
    void whoShowsNoSecretOrAnotherSeesNothing(String path) throws Exception {
        Answer nobody = site.get(path);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.response().headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(nobody.text()).doesNotContain(PLAN);
        for (String wrong : new String[] {site.tokenOf("ann"), SECRET + "0", SECRET.substring(1)}) {
            Answer refused = site.send(shown(site, path, wrong).build());
            assertThat(refused.status()).as(wrong).isEqualTo(403);
            assertThat(refused.text()).doesNotContain(PLAN, SECRET);
        }
        assertThat(site.send(site.request(path)
                                .header("Cookie", "Authorization=" + SECRET)
                                .build())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nobodyElseStoresAnApproval() throws Exception {
        String body = body(APPROVER.getAddress(), sign(typedData()));
        for (String wrong : new String[] {"made.up.one", SECRET.toUpperCase(java.util.Locale.ROOT)}) {
            assertThat(approve(wrong, body).status()).isEqualTo(403);
        }
        assertThat(site.send(site.request("/v1/operations/epochs/2026-11-20/approval")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build())
                        .status())
                .isEqualTo(401);
        assertThat(stored()).containsEntry("approval.signature", "none");
    }

    /** A form of another origin can send text and nothing of a header; a script of it is not allowed to. */
    @Test
    void aPageOfAnotherOriginCanDoNothing() throws Exception {
        Answer asked = site.send(site.request("/v1/operations/epochs/2026-11-20/approval")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(asked.response().headers().firstValue("access-control-allow-origin"))
                .isEmpty();
        Answer form = site.send(shown(site, "/v1/operations/epochs/2026-11-20/approval", SECRET)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body(APPROVER.getAddress(), sign(typedData()))))
                .build());
        assertThat(form.status()).isEqualTo(415);
        assertThat(stored()).containsEntry("approval.signature", "none");
    }

    @Test
    void operatorsSeeWhereADayStands() throws Exception {
        Answer list = site.send(shown(site, "/v1/operations/epochs", SECRET).build());
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.response().headers().firstValue("cache-control")).contains("no-store");
        JsonNode line = list.json().get(0);
        assertThat(line.required("date").asString()).isEqualTo("2026-11-20");
        assertThat(line.required("approvable").asBoolean()).isTrue();

        JsonNode day = day();
        assertThat(day.at("/log")).hasSize(1);
        assertThat(day.at("/log/0/details/for").asString()).isEqualTo("approval");
        assertThat(day.at("/report/agrees").asBoolean()).isTrue();
        assertThat(day.at("/details/planned").asString()).isEqualTo("7");
        assertThat(day.required("details").has("log.planned")).isFalse();
        assertThat(day.at("/approval/message/plan").asString()).isEqualTo(PLAN);
        assertThat(day.at("/approval/domain/verifyingContract").asString()).isEqualTo(TestSite.CONTRACTS.pool());
    }

    @Test
    void aSignatureOfThisPlanIsStoredForTheNextRun() throws Exception {
        String signature = sign(typedData());
        assertThat(approve(SECRET, body(APPROVER.getAddress(), signature)).status())
                .isEqualTo(204);
        assertThat(stored())
                .containsEntry("approval.signature", signature)
                .containsEntry("approval.approver", APPROVER.getAddress())
                .containsEntry("approval.plan", PLAN);
        assertThat(store.epochs().find(DAY).orElseThrow().state()).isEqualTo(State.PLANNED);
        assertThat(day().required("approval").isNull()).isTrue();
        assertThat(approve(SECRET, body(APPROVER.getAddress(), signature)).detail())
                .as("nobody puts another in its place")
                .contains("waits for no approval");
    }

    @Test
    void whatSignsSomethingElseIsRefused() throws Exception {
        String other = sign(typedData().replace("ab".repeat(32), "cd".repeat(32)));
        assertThat(approve(SECRET, body(APPROVER.getAddress(), other)).detail())
                .contains("is not " + APPROVER.getAddress() + "'s for this plan");
        String stranger = "0x" + "7".repeat(40);
        assertThat(approve(SECRET, body(stranger, sign(typedData()))).detail())
                .contains("signed as " + APPROVER.getAddress());
        for (String none : new String[] {"0x12", "0x" + "0".repeat(130), "0x" + "f".repeat(130)}) {
            assertThat(approve(SECRET, body(APPROVER.getAddress(), none)).status())
                    .as(none)
                    .isEqualTo(400);
        }
        assertThat(approve(SECRET, "{}").status()).isEqualTo(400);
        assertThat(stored()).containsEntry("approval.signature", "none");
    }

    @Test
    void aDayThatIsNotPlannedTakesNoApproval() throws Exception {
        Epoch open = DAY.plusDays(-1);
        store.epochs().open(open);
        Answer answer = site.send(shown(site, "/v1/operations/epochs/" + open + "/approval", SECRET)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(APPROVER.getAddress(), "0x")))
                .build());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("is OPEN and waits for no approval");
    }

    @Test
    void itIsNotInThePublicDescription() throws Exception {
        assertThat(site.get("/v1/openapi.json").text()).doesNotContain("operations/epochs");
    }

    @Test
    void aSecretThatOthersCanReadOrGuessIsRefusedAtTheStart() throws IOException {
        Path file = directory.resolve("weak");
        Files.writeString(file, SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> settings(file)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(settings(file).toString()).doesNotContain(SECRET);
        Files.writeString(file, "hunter2");
        assertThatThrownBy(() -> settings(file))
                .hasMessageContaining("at least 32")
                .message()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> settings(directory.resolve("none"))).hasMessageContaining("cannot be read");
    }

    private static OperationsSettings settings(Path file) {
        return OperationsSettings.of(Settings.of("test", Map.of("serving.operatorSecretFile", file.toString())));
    }

    private static TestSite site(Map<String, String> more) {
        return new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty(), "127.0.0.1", false, more);
    }

    private static void planned(Epoch epoch) {
        store.epochs().open(epoch);
        for (State state : new State[] {State.OPEN, State.CLOSED}) {
            store.epochs().advance(epoch, state, Map.of());
        }
        store.epochs().advance(epoch, State.SCORED, Map.of("planHash", PLAN, "planned", "7", "log.planned", "c0ffee"));
    }

    private static HttpRequest.Builder shown(TestSite where, String path, String secret) {
        return where.request(path).header("Authorization", "Bearer " + secret);
    }

    private static JsonNode day() throws IOException, InterruptedException {
        return site.send(shown(site, "/v1/operations/epochs/2026-11-20", SECRET).build())
                .json();
    }

    private static String typedData() throws IOException, InterruptedException {
        return day().required("approval").toString();
    }

    private static String sign(String typedData) throws IOException {
        return Wallet.sign(typedData, APPROVER);
    }

    private static String body(String approver, String signature) {
        return "{\"approver\":\"" + approver + "\",\"signature\":\"" + signature + "\"}";
    }

    private static Answer approve(String secret, String body) throws IOException, InterruptedException {
        return site.send(shown(site, "/v1/operations/epochs/2026-11-20/approval", secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static Map<String, String> stored() {
        return store.epochs().find(DAY).orElseThrow().details();
    }
}
