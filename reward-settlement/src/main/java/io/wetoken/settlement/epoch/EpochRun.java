package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.Probe;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
     * @param approve a person says that this epoch's plan may go on
     */
    public Result run(Epoch epoch, State until, boolean approve) throws IOException, InterruptedException {
        Optional<RunLock> lock = RunLock.take(config.epochs(), epoch);
        if (lock.isEmpty()) {
            Epochs.Row row = store.epochs().find(epoch).orElse(new Epochs.Row(epoch, State.OPEN, Map.of()));
            return new Result(row, Optional.of("another run to end: " + RunLock.holder(config.epochs())));
        }
        try (RunLock held = lock.get()) {
            return held.during(() -> steps(epoch, until, approve));
        }
    }

    private Result steps(Epoch epoch, State until, boolean approve) throws IOException, InterruptedException {
        try (Work work = new Work(config, epoch, store, rule, probe, clock, approve, progress)) {
            Epochs.Row row = store.epochs().open(epoch);
            probe.at("opened");
            if (row.state() == State.RECONCILED) {
                PayStep.ensure(work, Payouts.of(work));
            }
            while (row.state().compareTo(until) < 0) {
                Step step = step(row.state());
                long begun = clock.millis();
                StepResult result = step.run(work);
                if (result instanceof StepResult.Waits waits) {
                    return new Result(work.row(), Optional.of(waits.forWhat()));
                }
                advance(epoch, row.state(), ((StepResult.Done) result).details(), clock.millis() - begun);
                row = work.row();
                progress.accept("Epoch " + epoch + " is " + row.state());
                probe.at(row.state().name().toLowerCase(Locale.ROOT));
            }
            return new Result(row, Optional.empty());
        }
    }

    private void advance(Epoch epoch, State from, Map<String, String> details, long millis) throws SettlementException {
        Map<String, String> all = new TreeMap<>(details);
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
