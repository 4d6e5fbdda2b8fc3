package io.wetoken.settlement.epoch;

import io.wetoken.store.Epochs.State;
import java.util.Map;

/** PLANNED to APPROVED: by the settings, or by a person's word. */
final class ApproveStep implements Step {
    @Override
    public State from() {
        return State.PLANNED;
    }

    @Override
    public StepResult run(Work work) {
        if (!work.config.autoApproval() && !work.approved) {
            return new StepResult.Waits(
                    "approval: look at " + work.files.plan() + ", then epoch run --date " + work.epoch + " --approve");
        }
        return new StepResult.Done(Map.of(
                "approvedBy",
                work.approved ? "operator" : "settings",
                "approvedAt",
                work.clock.instant().toString()));
    }
}
