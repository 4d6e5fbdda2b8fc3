package io.wetoken.ingest.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wetoken.ingest.core.ClientAddress;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.EpochDesk;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Recovery;
import io.wetoken.ingest.limits.RateLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** All paths of the collector on one port. */
public final class Doors {
    private static final int MAX_CONNECTIONS = 2_000;
    /** A body of the largest size at 100 kB/s, and the answer. */
    private static final long REQUEST_TIMEOUT_MS = 20_000;
    /** Of a request that needs none. */
    private static final long MAX_SMALL_BODY = 1_000;
    /** Five hundred pairs of numbers. */
    private static final long MAX_PLACES = 32 << 10;

    private Doors() {}

    /**
     * What the doors lead to.
     *
     * @param intake empty until the log can be written
     * @param desk empty until the marks are known
     * @param recovery empty until the log can be written
     * @param ready what {@code GET /ready} tells
     */
    public record Behind(
            Supplier<Optional<Intake>> intake,
            Supplier<Optional<EpochDesk>> desk,
            Supplier<Optional<Recovery>> recovery,
            BooleanSupplier ready) {}

    /**
     * @param entry of the public door
     * @return not started
     */
    public static Server server(
            DoorSettings settings,
            Behind behind,
            Entry entry,
            Function<InetAddress, String> ipHash,
            PrometheusMeterRegistry registry) {
        Admission admission = new Admission(settings.maxRequests(), settings.maxHeldBytes());
        Counters counters = new Counters(registry, admission);
        registry.gauge("wetoken.ingest.limit.entries", entry.limits(), RateLimits::entries);
        registry.gauge("wetoken.ingest.ready", behind.ready(), ready -> ready.getAsBoolean() ? 1 : 0);
        ClientAddress clients = new ClientAddress(settings.trustedProxies());
        Function<ServiceRequestContext, String> ipHashOf = ctx -> ipHash.apply(clients.of(
                ctx.remoteAddress().getAddress(), ctx.request().headers().getAll("x-forwarded-for")));
        HttpService recorded = settings.recordedDoor()
                ? new EventsService(
                        Door.RECORDED,
                        settings.maxBody(),
                        admission,
                        counters,
                        Entry.FREE,
                        ctx -> null,
                        behind.intake())
                : shut();
        HttpService complete = settings.recordedDoor() ? EpochService.complete(behind.desk()) : shut();
        ServerBuilder server = Server.builder()
                .http(new InetSocketAddress(settings.host(), settings.port()))
                .maxNumConnections(MAX_CONNECTIONS)
                .requestTimeoutMillis(REQUEST_TIMEOUT_MS)
                .idleTimeoutMillis(30_000)
                .maxRequestLength(0)
                .disableServerHeader()
                .gracefulShutdownTimeoutMillis(0, 6_000)
                .meterRegistry(registry)
                .errorHandler(problems());
        server.route()
                .post("/v1/events")
                .build(Callers.app(
                        settings.corsOrigins(),
                        new EventsService(
                                Door.LIVE, settings.maxBody(), admission, counters, entry, ipHashOf, behind.intake())));
        server.route().post("/admin/v1/recorded").build(Callers.administrative(settings, recorded));
        server.route()
                .post("/admin/v1/recovered")
                .maxRequestLength(MAX_PLACES)
                .build(Callers.administrative(settings, new RecoveryService(behind.recovery(), counters)));
        server.route()
                .post("/admin/v1/epochs/{date}/complete")
                .maxRequestLength(MAX_SMALL_BODY)
                .build(Callers.administrative(settings, complete));
        server.route()
                .post("/admin/v1/epochs/{date}/seal")
                .maxRequestLength(MAX_SMALL_BODY)
                .build(Callers.administrative(settings, EpochService.seal(behind.desk())));
        server.route().get("/health").build((ctx, request) -> state("alive"));
        server.route()
                .get("/ready")
                .build((ctx, request) ->
                        behind.ready().getAsBoolean() ? state("ready") : Problems.unavailable("Kafka does not answer"));
        server.route()
                .get("/metrics")
                .build((ctx, request) -> HttpResponse.of(
                        HttpStatus.OK, MediaType.parse("text/plain; version=0.0.4; charset=utf-8"), registry.scrape()));
        return server.build();
    }

    private static HttpResponse state(String state) {
        return Problems.json(HttpStatus.OK, json -> {
            json.writeStartObject();
            json.writeStringField("status", state);
            json.writeEndObject();
        });
    }

    private static HttpService shut() {
        return (ctx, request) -> Problems.of(
                HttpStatus.FORBIDDEN, "DOOR_SHUT", "The recorded-file door is shut; ingest.recordedDoor=open opens it");
    }

    private static ServerErrorHandler problems() {
        return new ServerErrorHandler() {
            /** Null leaves the translation into a status to Armeria, which then asks below for its form. */
            @Override
            public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
                return null;
            }

            @Override
            public AggregatedHttpResponse renderStatus(
                    ServiceRequestContext ctx,
                    ServiceConfig config,
                    RequestHeaders headers,
                    HttpStatus status,
                    String description,
                    Throwable cause) {
                return Problems.plain(status, headers.method() + " " + headers.path());
            }
        };
    }
}
