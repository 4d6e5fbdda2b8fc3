package io.wetoken.settlement.epoch;

import io.wetoken.settlement.chain.Commitment;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** PLANNED to APPROVED: the chain knows that an approver's key has named this very plan. */
final class ApproveStep implements Step {
    @Override
    public State from() {
        return State.PLANNED;
    }

    @Override
    public StepResult run(Work work) throws IOException, InterruptedException {
        Commitment.Payouts payouts = Payouts.of(work);
        // An epoch that is on the chain was approved: the chain took it. Then the store has lost what it knew.
        if (work.chain().commitment(work.epoch.day()).isEmpty()) {
            Optional<String> wait = Approval.ensure(work, payouts);
            if (wait.isPresent()) {
                return new StepResult.Waits(wait.get());
            }
        }
        work.probe.at("approved-on-chain");
        return new StepResult.Done(Map.of(
                "approvedBy",
                work.chain().approver(work.epoch.day()).orElse("nobody that the chain tells of"),
                "approvedAt",
                work.clock.instant().toString()));
    }
}
