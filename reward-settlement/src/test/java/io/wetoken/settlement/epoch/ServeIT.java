package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.serve.ServeConfig;
import io.wetoken.settlement.serve.SettlementServer;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days paid by a server on a real chain that is put back before each test; who is told of trouble checks the signatures with the library. */
class ServeIT {
    /** The present, for receivers refuse messages of another day; it stands still while a test does not move it. */
    private static Instant present;

    private static Epoch first;
    private static Epoch second;
    private static Epoch third;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static TestWorld world;

    private final AtomicReference<Instant> now = new AtomicReference<>(present);
    private final InstantSource clock = now::get;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final List<JsonNode> alerts = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private final AtomicInteger refuses = new AtomicInteger();
    private Store store;
    private String snapshot;
    private HttpServer receiver;

    @BeforeAll
    static void start() throws IOException {
        present = Instant.now();
        third = Epoch.of(present.toEpochMilli()).plusDays(-1);
        second = third.plusDays(-1);
        first = second.plusDays(-1);
        world = new TestWorld(false);
        world.prepare(first);
        world.prepare(second);
        world.prepare(third);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        store = Stores.memory();
        snapshot = world.rpc("evm_snapshot", "");
        OutputDirectory.delete(world.home.resolve("epochs"));
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hooks", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            HttpHeaders headers = HttpHeaders.of(Map.copyOf(exchange.getRequestHeaders()), (name, value) -> true);
            try {
                new Webhook(SECRET).verify(body, headers);
            } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
                forged.add(body + ": " + e);
            }
            boolean refused = refuses.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refused && ids.add(headers.firstValue("webhook-id").orElseThrow())) {
                alerts.add(new ObjectMapper().readTree(body));
            }
            exchange.sendResponseHeaders(refused ? 500 : 204, -1);
            exchange.close();
        });
        receiver.start();
        Files.writeString(world.home.resolve("alert.secret"), SECRET + "\n");
        configure(Map.of("alert.unpaidHours", "100"));
    }

    @AfterEach
    void putBack() throws IOException, InterruptedException {
        receiver.stop(0);
        world.rpc("evm_revert", "\"" + snapshot + "\"");
        store.close();
    }

    @Test
    void daysMissedInAnOutageArePaidInTheirOrderAndTold() throws IOException, InterruptedException {
        try (SettlementServer server = server()) {
            server.start();
            await().atMost(SOON).until(() -> state(third) == State.RECONCILED);
            await().atMost(SOON).until(() -> types().size() == 3);
            await().atMost(SOON).until(() -> get(server, "/ready").statusCode() == 200);
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body())
                    .contains("wetoken_settlement_ready 1.0", "wetoken_settlement_recipients 1090.0");
        }
        assertThat(alerts)
                .extracting(alert ->
                        alert.path("type").asText() + alert.at("/data/epoch").asText())
                .containsExactly("epoch.reconciled" + first, "epoch.reconciled" + second, "epoch.reconciled" + third);
        assertThat(forged).isEmpty();
        assertThat(told).anyMatch(line -> line.startsWith("Due: 3 days, from " + first));
    }

    @Test
    void whatFailsIsTriedAgainUntilTheTroubleEndsAndBothAreTold() throws IOException, InterruptedException {
        refuses.set(1);
        configure(
                Map.of("job.scores", world.script("bad", "echo 'no space left'; exit 1"), "alert.unpaidHours", "100"));
        try (SettlementServer server = server()) {
            assertThat(server.once()).isFalse();
            assertThat(alerts).as("refused the first time").isEmpty();
            now.getAndUpdate(at -> at.plusSeconds(6));
            assertThat(server.once()).isFalse();
        }
        assertThat(types()).containsExactly("epoch.failed");
        assertThat(alerts.get(0).at("/data/text").asText()).contains("no space left");
        configure(Map.of("alert.unpaidHours", "100"));
        try (SettlementServer server = server()) {
            assertThat(server.once()).isTrue();
        }
        assertThat(types())
                .containsExactly(
                        "epoch.failed",
                        "epoch.failed.ended",
                        "epoch.reconciled",
                        "epoch.reconciled",
                        "epoch.reconciled");
        assertThat(forged).isEmpty();
    }

    @Test
    void aDayThatWaitsForApprovalHoldsNoAlarmBack() throws IOException, InterruptedException {
        configure(Map.of("approval", "manual", "clock.maxSkewSeconds", "1000000"));
        try (SettlementServer server = server()) {
            assertThat(server.once()).isTrue();
            assertThat(state(first)).isEqualTo(State.PLANNED);
            assertThat(store.epochs().find(second)).isEmpty();
            now.getAndUpdate(at -> at.plus(Duration.ofHours(36)));
            assertThat(server.once()).isTrue();
        }
        assertThat(types()).contains("epoch.approval_awaited", "epoch.unpaid");
        assertThat(told).anyMatch(line -> line.startsWith("Epoch " + first + " waits for approval"));
        world.run(store, Probe.NONE).run(first, State.RECONCILED, true);
        try (SettlementServer server = server()) {
            server.once();
        }
        assertThat(types()).contains("epoch.approval_awaited.ended", "epoch.reconciled");
    }

    @Test
    void whatAPersonMustExplainStopsTheServerAndIsTold() throws IOException, InterruptedException {
        try (SettlementServer server = new SettlementServer(
                world.config(),
                serving(),
                this::opened,
                clock,
                new SplittableRandom(1),
                point -> {
                    if (point.equals("paid")) {
                        throw new IllegalStateException("STOP: the chain does not agree");
                    }
                },
                told::add)) {
            server.start();
            await().atMost(SOON).until(() -> types().contains("epoch.stopped"));
            HttpResponse<String> ready = get(server, "/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"state\":\"stopped\"");
            assertThat(get(server, "/metrics").body()).contains("wetoken_settlement_stopped 1.0");
        }
        assertThat(state(first)).isEqualTo(State.PAID);
        assertThat(store.epochs().find(second)).isEmpty();
    }

    @Test
    void aSecondServerOfTheSameDirectoryStandsByAndTakesOver() throws IOException, InterruptedException {
        try (SettlementServer other = server()) {
            try (SettlementServer one = server()) {
                one.start();
                await().atMost(SOON).until(() -> state(first) != State.OPEN);
                other.start();
                await().atMost(SOON).until(() -> get(other, "/ready").body().contains("standby"));
                assertThat(get(other, "/metrics").body()).contains("wetoken_settlement_standby 1.0");
            }
            await().atMost(SOON).until(() -> state(third) == State.RECONCILED);
            await().atMost(SOON).until(() -> get(other, "/ready").statusCode() == 200);
        }
    }

    private SettlementServer server() throws IOException {
        return new SettlementServer(
                world.config(), serving(), this::opened, clock, new SplittableRandom(1), Probe.NONE, told::add);
    }

    /** What is in memory alone must outlive its users. */
    private Store opened() {
        return store;
    }

    private ServeConfig serving() throws IOException {
        return ServeConfig.from(Settings.load(world.settings));
    }

    private void configure(Map<String, String> other) throws IOException {
        Map<String, String> values = new java.util.TreeMap<>(Map.of(
                "alert.url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks",
                "alert.secretFile",
                world.home.resolve("alert.secret").toString(),
                "settlement.port",
                "0",
                "settlement.retrySeconds",
                "1",
                "alert.checkSeconds",
                "1",
                "settlement.from",
                first.toString()));
        values.putAll(other);
        world.configure(values);
    }

    private State state(Epoch epoch) {
        return store.epochs().find(epoch).map(Epochs.Row::state).orElse(State.OPEN);
    }

    private List<String> types() {
        return alerts.stream().map(alert -> alert.path("type").asText()).toList();
    }

    private static HttpResponse<String> get(SettlementServer server, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
