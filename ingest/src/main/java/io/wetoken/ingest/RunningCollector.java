package io.wetoken.ingest;

import com.linecorp.armeria.common.util.ThreadFactories;
import com.linecorp.armeria.server.Server;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wetoken.ingest.auth.Senders;
import io.wetoken.ingest.auth.SignedSenders;
import io.wetoken.ingest.core.EpochDesk;
import io.wetoken.ingest.core.EpochGate;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Recovery;
import io.wetoken.ingest.http.Doors;
import io.wetoken.ingest.http.Entry;
import io.wetoken.ingest.kafka.KafkaEventLog;
import io.wetoken.ingest.kafka.KafkaMarkLog;
import io.wetoken.ingest.kafka.KafkaRefusedLog;
import io.wetoken.ingest.kafka.Topology;
import io.wetoken.ingest.limits.RateLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A collector that listens; it answers 503 until Kafka has answered and the marks have been read to their end. */
public final class RunningCollector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCollector.class);
    /** A seal waits for what is under way, which is itself bounded by the patience of the log. */
    private static final Duration DESK_PATIENCE = Duration.ofSeconds(15);

    private final CollectorConfig config;
    private final InstantSource clock;
    private final ExecutorService executor;
    private final Server server;
    private final KafkaEventLog events;
    private final EpochGate gate;
    private final KafkaMarkLog marks;
    private final Thread connecting;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behind behind;
    private volatile IllegalStateException unusable;

    private record Behind(Intake intake, EpochDesk desk, Recovery recovery) {}

    /** @throws IllegalStateException when the port cannot be listened on */
    public RunningCollector(CollectorConfig config, Function<InetAddress, String> ipHash, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.executor =
                Executors.newFixedThreadPool(config.threads(), ThreadFactories.newThreadFactory("intake", true));
        this.gate = new EpochGate(clock);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.server = Doors.server(
                config.doors(),
                new Doors.Behind(
                        () -> open().map(Behind::intake),
                        () -> open().map(Behind::desk),
                        () -> open().map(Behind::recovery),
                        this::isReady),
                new Entry(
                        config.auth()
                                .<Senders>map(auth -> new SignedSenders(auth, clock))
                                .orElse(Senders.ANYBODY),
                        new RateLimits(config.rates(), System::nanoTime)),
                ipHash,
                registry);
        this.events = new KafkaEventLog(config.kafka());
        Gauge.builder("wetoken.ingest.producer.buffer.bytes", config.kafka()::bufferBytes)
                .register(registry);
        registry.gauge("wetoken.ingest.producer.buffer.free.bytes", events, KafkaEventLog::freeBytes);
        registry.gauge("wetoken.ingest.producer.requests.in.flight", events, KafkaEventLog::requestsInFlight);
        this.marks = new KafkaMarkLog(config.kafka(), gate, clock);
        listen();
        this.connecting = new Thread(this::connect, "connecting");
        connecting.setDaemon(true);
        connecting.start();
    }

    public int port() {
        return server.activeLocalPort();
    }

    public boolean isReady() {
        return behind != null && marks.isCurrent();
    }

    private Optional<Behind> open() {
        return marks.isFollowing() ? Optional.ofNullable(behind) : Optional.empty();
    }

    /** Blocks until it is closed, or until it finds that it can never become ready. */
    public void await() throws InterruptedException {
        closed.await();
        if (unusable != null) {
            throw unusable;
        }
    }

    private void listen() {
        try {
            server.start().join();
        } catch (CompletionException e) {
            executor.shutdown();
            marks.close();
            events.close();
            throw new IllegalStateException(
                    "Cannot listen on " + config.doors().host() + ":"
                            + config.doors().port() + ": " + e.getCause().getMessage()
                            + "; stop what listens there, or set ingest.port",
                    e);
        }
    }

    private void connect() {
        boolean told = false;
        while (closed.getCount() > 0) {
            try {
                Topology.ensure(config.kafka());
                marks.start();
                Intake intake = new Intake(config.limits(), gate, events, marks, clock, executor, config.patience());
                Recovery recovery = new Recovery(
                        config.limits(),
                        gate,
                        events,
                        new KafkaRefusedLog(config.kafka(), clock),
                        executor,
                        DESK_PATIENCE);
                behind = new Behind(intake, new EpochDesk(gate, events, marks, clock, DESK_PATIENCE), recovery);
                LOG.info(
                        "Collector ready: Kafka at {} answers, marks are read",
                        config.kafka().bootstrap());
                return;
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("A topic that was just created is not everywhere yet", e);
            } catch (KafkaException e) {
                if (!told) {
                    LOG.warn(
                            "Kafka at {} does not answer yet, trying on: {}",
                            config.kafka().bootstrap(),
                            e.getMessage());
                    told = true;
                }
            } catch (IllegalStateException e) {
                unusable = e;
                closed.countDown();
            } catch (InterruptedException e) {
                return;
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (closed.await(300, TimeUnit.MILLISECONDS)) {
                LOG.debug("Closed while waiting for Kafka");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /** Takes no more requests, answers those under way, and gives Kafka the rest. */
    @Override
    public void close() {
        server.stop().join();
        closed.countDown();
        connecting.interrupt();
        try {
            connecting.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
        marks.close();
        events.close();
    }
}
