package io.wetoken.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.server.Server;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wetoken.ingest.auth.Senders;
import io.wetoken.ingest.core.EpochDesk;
import io.wetoken.ingest.core.EpochGate;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Limits;
import io.wetoken.ingest.core.MemoryLog;
import io.wetoken.ingest.limits.RateLimits;
import io.wetoken.ingest.limits.RateSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Real doors on a free port, before logs in memory. */
public final class TestDoors implements AutoCloseable {
    private final AtomicLong time;
    private final MemoryLog log;
    private final EpochGate gate;
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server;
    private volatile boolean open = true;

    /** @param settings on port 0 */
    public TestDoors(DoorSettings settings, long now) {
        this(settings, Senders.ANYBODY, RateSettings.NONE, now);
    }

    /** @param settings on port 0 */
    public TestDoors(DoorSettings settings, Senders senders, RateSettings rates, long now) {
        this.time = new AtomicLong(now);
        InstantSource clock = () -> Instant.ofEpochMilli(time.get());
        this.gate = new EpochGate(clock);
        this.log = new MemoryLog(gate);
        Intake intake = new Intake(Limits.DEFAULT, gate, log, log, clock, executor, Duration.ofSeconds(2));
        EpochDesk desk = new EpochDesk(gate, log, log, clock, Duration.ofSeconds(2));
        this.server = Doors.server(
                settings,
                new Doors.Behind(
                        () -> open ? Optional.of(intake) : Optional.empty(),
                        () -> open ? Optional.of(desk) : Optional.empty(),
                        Optional::empty,
                        () -> open),
                new Entry(senders, new RateLimits(rates, () -> TimeUnit.MILLISECONDS.toNanos(time.get()))),
                InetAddress::getHostAddress,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server.start().join();
    }

    public static DoorSettings openDoors() {
        return new DoorSettings("127.0.0.1", 0, true, false, Set.of(), Set.of(), 1 << 20, 64, 16 << 20);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.activeLocalPort());
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length > 0 ? request.headers(headers) : request);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** An answer of RFC 9457 with this code. */
    public static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).contains("\"code\":\"" + code + "\"");
    }

    public MemoryLog log() {
        return log;
    }

    public EpochGate gate() {
        return gate;
    }

    /** As if Kafka had not answered yet. */
    public void open(boolean now) {
        open = now;
    }

    public void setTime(long now) {
        time.set(now);
    }

    /** Does not wait for the two seconds of quiet that Netty's event loops insist on. */
    @Override
    public void close() {
        CompletableFuture<Void> unused = server.stop();
        executor.shutdownNow();
    }
}
