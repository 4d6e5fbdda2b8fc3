package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.Traces;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.settlement.epoch.ArchiveFiles;
import io.wetoken.settlement.epoch.EpochRun;
import io.wetoken.settlement.epoch.RunLock;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Looks at the days again and again. One look at a time, one server of a directory at a time; a second one stands by. When the next look is says nothing
 * about what is due then: that is found. Ends between two steps.
 */
public final class SettlementServer implements AutoCloseable {
    private static final String LOCK = ".settlement-server.lock";

    private final SettlementConfig settlement;
    private final ServeConfig config;
    private final InstantSource clock;
    private final Consumer<String> tell;
    private final Figures figures = new Figures();
    private final Backoff backoff;
    private final Look look;
    private final Alarms alarms;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2);
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private volatile Future<?> looking = CompletableFuture.completedFuture(null);
    private volatile Future<?> alarming = looking;
    private volatile boolean ending;
    private volatile boolean holds;
    private int failures;
    private String lastTold = "";
    private Optional<RunLock> lock = Optional.empty();
    private Optional<StatusDoor> door = Optional.empty();

    /**
     * @param store opens the store; it is closed after each look
     * @param random for how long to wait
     * @param tell progress, a line each
     * @throws IOException when the secret of alerts cannot be read
     */
    public SettlementServer(
            SettlementConfig settlement,
            ServeConfig config,
            OpenStore store,
            InstantSource clock,
            RandomGenerator random,
            Probe probe,
            Consumer<String> tell)
            throws IOException {
        this.settlement = settlement;
        this.config = config;
        this.clock = clock;
        this.tell = tell;
        this.backoff = new Backoff(config.retry(), config.retryMost(), random);
        Look.Source<Store> stores = store::open;
        Look.Source<Collection<Epoch>> archived = () -> new ArchiveFiles(settlement.archive()).days();
        this.look = new Look(
                stores,
                archived,
                (opened, epoch) -> new EpochRun(settlement, opened, clock, probe, tell)
                        .run(epoch, State.RECONCILED, false, () -> ending),
                config.from(),
                clock,
                () -> ending,
                tell);
        AlertConfig alerts = config.alerts();
        Optional<AlertHook> hook = alerts.url().isPresent()
                ? Optional.of(
                        AlertHook.to(alerts.url().get(), alerts.secretFile().orElseThrow()))
                : Optional.empty();
        this.alarms = new Alarms(
                settlement.epochs(), stores, archived, config, !settlement.autoApproval(), hook, clock, figures, tell);
        // A look that ends while this closes plans no other.
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Opens the epochs' store; fails while it is away. */
    public interface OpenStore {
        Store open();
    }

    /** Begins, and returns. */
    public void start() throws IOException {
        door = Optional.of(StatusDoor.open(config, figures, () -> !broken.isDone()));
        tell.accept("Serving " + settlement.epochs() + "; http://" + config.bind() + ":" + port()
                + "/ready tells how it goes"
                + (config.alerts().url().isPresent() ? "" : "; nobody is told of trouble, for alert.url is not set"));
        looking = threads.schedule(this::lookAndPlan, 0, TimeUnit.MILLISECONDS);
        alarming = threads.scheduleWithFixedDelay(
                this::alarm, 0, config.alerts().check().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once, tells of trouble, and ends. @return whether nothing failed */
    public boolean once() throws InterruptedException, IOException {
        Outcome outcome = serve();
        tell.accept(text(outcome));
        if (holds) {
            alarms.check(figures::outcome);
        }
        return !(outcome instanceof Outcome.Failed || outcome instanceof Outcome.Stopped);
    }

    /** Returns only when it cannot go on, with the reason. */
    public Throwable await() throws InterruptedException {
        return broken.handle((nothing, why) -> why).join();
    }

    public int port() {
        return door.orElseThrow().port();
    }

    private void lookAndPlan() {
        try {
            Outcome outcome = serve();
            Optional<Duration> wait = next(outcome);
            if (wait.isEmpty() || ending) {
                tell.accept(text(outcome));
                return;
            }
            Instant at = clock.instant().plus(wait.get());
            figures.looksAgain(at);
            String text = text(outcome);
            boolean same = text.equals(lastTold);
            lastTold = text;
            // Every minute of every year that nothing is to be done, and nobody wants to read it.
            if (!same || outcome instanceof Outcome.Waits || outcome instanceof Outcome.Failed) {
                tell.accept(text + ". Looks again in " + Figures.in(wait.get()) + ", at " + at);
            }
            looking = threads.schedule(this::lookAndPlan, wait.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error | RuntimeException e) {
            broken.completeExceptionally(e);
            throw e;
        }
    }

    private Outcome serve() throws InterruptedException {
        Outcome outcome = ours();
        if (look.moved() || outcome instanceof Outcome.Done) {
            backoff.reset();
        }
        failures = outcome instanceof Outcome.Failed ? failures + 1 : 0;
        figures.looked(outcome, failures);
        return outcome;
    }

    private Outcome ours() throws InterruptedException {
        try {
            if (lock.isEmpty()) {
                lock = RunLock.take(settlement.epochs(), LOCK, Epoch.of(clock.millis()));
                if (lock.isPresent()) {
                    alarms.begin();
                    holds = true;
                }
            }
            return holds ? look.once() : new Outcome.Standby(RunLock.holder(settlement.epochs(), LOCK));
        } catch (IOException e) {
            return new Outcome.Failed(Optional.empty(), ActionLog.withoutSecrets(Traces.message(e)));
        }
    }

    /** Empty: there is no next look. */
    private Optional<Duration> next(Outcome outcome) {
        if (outcome instanceof Outcome.Stopped || outcome instanceof Outcome.Ended) {
            return Optional.empty();
        }
        if (outcome instanceof Outcome.Standby) {
            return Optional.of(config.retry());
        }
        return Optional.of(outcome instanceof Outcome.Done ? config.look() : backoff.next());
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Waits waits) {
            return "Epoch " + waits.epoch() + " waits for " + waits.forWhat();
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failed.epoch().map(epoch -> "Epoch " + epoch + " failed: ").orElse("Failed: ") + failed.why();
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return stopped.why() + ". Nothing goes on before this server is started again";
        }
        if (outcome instanceof Outcome.Standby standby) {
            return "Another server has this directory (" + standby.holder() + "); this one stands by";
        }
        return outcome instanceof Outcome.Ended ? "Ended between two steps" : "Every day that is over is reconciled";
    }

    private void alarm() {
        if (!holds) {
            return;
        }
        try {
            alarms.check(figures::outcome);
        } catch (IOException | RuntimeException e) {
            // Told and tried again: settlement does not stand still because nobody can be told of it.
            tell.accept("Alarms cannot be looked at: " + ActionLog.withoutSecrets(Traces.message(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Error e) {
            broken.completeExceptionally(e);
            throw e;
        }
    }

    /** Asks it to go no further than the step that runs; returns at once. */
    public void end() {
        ending = true;
    }

    /** Waits for the step that runs to end. */
    @Override
    public void close() throws IOException {
        end();
        looking.cancel(false);
        alarming.cancel(false);
        threads.shutdown();
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                tell.accept("Waiting for a step to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        door.ifPresent(StatusDoor::close);
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
