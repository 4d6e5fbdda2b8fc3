package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at the plan of an epoch, or makes one aside where there is none yet, and leaves all as it is. */
public final class DryRun {
    private final SettlementConfig config;
    private final Store store;
    private final RuleParameters rule;

    public DryRun(SettlementConfig config, Store store) {
        this(config, store, RuleParameters.reference());
    }

    DryRun(SettlementConfig config, Store store, RuleParameters rule) {
        this.config = config;
        this.store = store;
        this.rule = rule;
    }

    /** @throws SettlementException when the epoch has no scores yet, saying what to run */
    public PlanReport of(Epoch epoch) throws IOException {
        List<Epochs.Row> all = store.epochs().all();
        State state = store.epochs().find(epoch).map(Epochs.Row::state).orElse(State.OPEN);
        Inputs inputs = new Inputs(config.epochs(), rule);
        Optional<Path> previous = Optional.empty();
        Optional<Epochs.Row> before = Order.previous(all, epoch);
        if (before.isPresent()) {
            previous = Optional.of(inputs.verifiedPlan(before.get()));
        }
        if (state.compareTo(State.PLANNED) >= 0) {
            return PlanReport.of(
                    epoch, inputs.verifiedPlan(store.epochs().find(epoch).orElseThrow()), previous);
        }
        if (state != State.SCORED) {
            throw new SettlementException("Epoch " + epoch + " is " + state
                    + " and has no scores yet to plan by: epoch run --date " + epoch + " --until SCORED");
        }
        Path aside = Files.createTempDirectory("epoch-plan-");
        try {
            return PlanReport.of(epoch, planned(epoch, all, inputs, aside), previous);
        } finally {
            OutputDirectory.delete(aside);
        }
    }

    private Path planned(Epoch epoch, List<Epochs.Row> all, Inputs inputs, Path aside) throws IOException {
        Path bundle = aside.resolve("inputs");
        try (RewardChain chain = config.chain(config.chainUrl())) {
            inputs.assemble(
                    epoch, all, Inputs.treasury(chain, epoch), new EpochFiles(config.epochs(), epoch).scores(), bundle);
        }
        Path target = aside.resolve("plan");
        Planning.plan(epoch, bundle, target);
        return target;
    }
}
