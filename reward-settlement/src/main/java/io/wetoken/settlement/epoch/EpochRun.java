package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.chain.LeaseHeld;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes one epoch as far as it goes, step by step. Safe to repeat at any point; one run at a time on a host. */
public final class EpochRun {
    /** All steps, in order. */
    private static final List<Step> STEPS = List.of(
            new CloseStep(),
            new ScoreStep(),
            new PlanStep(),
            new ApproveStep(),
            new CommitStep(),
            new PublishStep(),
            new PayStep(),
            new ReconcileStep());

    /** How long a step may say nothing. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final SettlementConfig config;
    private final Store store;
    private final InstantSource clock;
    private final Probe probe;
    private final RuleParameters rule;
    private final Consumer<String> progress;

    /** By the rule's parameters of this release. */
    public EpochRun(SettlementConfig config, Store store, InstantSource clock, Probe probe, Consumer<String> progress) {
        this(config, store, clock, probe, RuleParameters.reference(), progress);
    }

    EpochRun(
            SettlementConfig config,
            Store store,
            InstantSource clock,
            Probe probe,
            RuleParameters rule,
            Consumer<String> progress) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.probe = probe;
        this.rule = rule;
        this.progress = progress;
    }

    /**
     * How far a run came.
     *
     * @param waitsFor empty when it came as far as it was asked to
     */
    public record Result(Epochs.Row row, Optional<String> waitsFor) {}

    /**
     * Runs the steps until {@code until} is reached or something must be waited for.
     *
     * <p>An epoch that is reconciled already is compared with the chain, and a chain that lost its last blocks since gets them again.
     *
     * @param autoApprove the plan goes on without a second person; refused but on a development chain
     */
    public Result run(Epoch epoch, State until, boolean autoApprove) throws IOException, InterruptedException {
        return run(epoch, until, autoApprove, () -> false);
    }

    /** @param ending asked between two steps: whether to go no further */
    public Result run(Epoch epoch, State until, boolean autoApprove, BooleanSupplier ending)
            throws IOException, InterruptedException {
        Optional<RunLock> lock = RunLock.take(config.epochs(), epoch);
        if (lock.isEmpty()) {
            Epochs.Row row = store.epochs().find(epoch).orElse(new Epochs.Row(epoch, State.OPEN, Map.of()));
            return new Result(row, Optional.of("another run to end: " + RunLock.holder(config.epochs())));
        }
        try (RunLock held = lock.get()) {
            if (Files.exists(EpochFiles.erasure(config.epochs()))) {
                throw new SettlementException(
                        "Somebody's erasure is not finished, and until it is the tables of paid days"
                                + " are half of one name and half of another: ./we account erase --resume");
            }
            return held.during(() -> logged(epoch, until, autoApprove, ending));
        }
    }

    private Result logged(Epoch epoch, State until, boolean autoApprove, BooleanSupplier ending)
            throws IOException, InterruptedException {
        ActionLog log = ActionLog.open(config.epochs(), who());
        log.append(
                clock.instant(),
                epoch,
                "run",
                Map.of("until", until.name(), "autoApprove", Boolean.toString(autoApprove)));
        try {
            Result result = steps(epoch, until, autoApprove, ending, log);
            if (result.waitsFor().isPresent()) {
                log.append(
                        clock.instant(),
                        epoch,
                        "waits",
                        Map.of("for", result.waitsFor().get()));
            }
            return result;
        } catch (IOException | RuntimeException e) {
            log.append(
                    clock.instant(),
                    epoch,
                    "failed",
                    Map.of("why", ActionLog.withoutSecrets(String.valueOf(e.getMessage()))));
            throw e;
        }
    }

    /** Who runs this, for the log. */
    public static String who() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown host"; // Its name is for people; the line is no less true without it.
        }
        return System.getProperty("user.name") + "@" + host;
    }

    private Result steps(Epoch epoch, State until, boolean autoApprove, BooleanSupplier ending, ActionLog log)
            throws IOException, InterruptedException {
        try (Work work =
                new Work(config, epoch, store, rule, probe, clock, config.autoApproval() || autoApprove, progress)) {
            Epochs.Row row = store.epochs().open(epoch);
            probe.at("opened");
            if (row.state() == State.RECONCILED) {
                Optional<String> wait = PayStep.ensure(work, Payouts.of(work));
                if (wait.isPresent()) {
                    return new Result(row, wait);
                }
            }
            while (row.state().compareTo(until) < 0) {
                if (ending.getAsBoolean()) {
                    return new Result(row, Optional.of("somebody to run it again: it was asked to end"));
                }
                Step step = step(row.state());
                long begun = clock.millis();
                StepResult result = told(step, work, row);
                if (result instanceof StepResult.Waits waits) {
                    return new Result(work.row(), Optional.of(waits.forWhat()));
                }
                advance(epoch, step, ((StepResult.Done) result).details(), clock.millis() - begun, log);
                row = work.row();
                progress.accept("Epoch " + epoch + " is " + row.state());
                probe.at(row.state().name().toLowerCase(Locale.ROOT));
            }
            return new Result(row, Optional.empty());
        } catch (LeaseHeld e) {
            return new Result(store.epochs().find(epoch).orElseThrow(), Optional.of(e.getMessage()));
        }
    }

    private StepResult told(Step step, Work work, Epochs.Row row) throws IOException, InterruptedException {
        String what = "Epoch " + row.epoch() + ": " + row.state() + " to "
                + row.state().next();
        String expected = Estimate.text(Estimate.of(store.epochs().all(), row));
        progress.accept(what + "; " + expected);
        try (Heartbeat beating = new Heartbeat(
                QUIET, time -> progress.accept(what + " for " + Estimate.time(time) + " now; " + expected))) {
            return beating.during(() -> step.run(work));
        }
    }

    /** The line is written before the row: a run that is killed between writes it again. */
    private void advance(Epoch epoch, Step step, Map<String, String> details, long millis, ActionLog log)
            throws IOException {
        State from = step.from();
        State to = from.next();
        Map<String, String> all = new TreeMap<>(details);
        all.put("log." + to.name().toLowerCase(Locale.ROOT), log.append(clock.instant(), epoch, to.name(), details));
        all.put("millis." + from.name().toLowerCase(Locale.ROOT), Long.toString(millis));
        if (!store.epochs().advance(epoch, from, all)) {
            throw new SettlementException("Epoch " + epoch + " was moved on from " + from
                    + " by another run, on another host; run again to see where it is");
        }
    }

    private static Step step(State from) {
        return STEPS.stream()
                .filter(step -> step.from() == from)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No step leads on from " + from));
    }
}
