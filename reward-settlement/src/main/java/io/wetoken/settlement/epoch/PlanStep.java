package io.wetoken.settlement.epoch;

import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.core.Plan;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** SCORED to PLANNED: the bundle is put together and planned. Both are made anew until the epoch is PLANNED, and never change after. */
final class PlanStep implements Step {
    @Override
    public State from() {
        return State.SCORED;
    }

    @Override
    public StepResult run(Work work) throws IOException {
        Optional<String> wait = Order.wait(work);
        if (wait.isPresent()) {
            return new StepResult.Waits(wait.get());
        }
        ScoreStep.verify(work);
        EpochFiles files = work.files;
        new Inputs(work.config.epochs(), work.rule)
                .assemble(
                        work.epoch,
                        work.epochs().all(),
                        () -> work.chain().fundBalance(),
                        files.scores(),
                        files.inputs());
        work.probe.at("inputs");
        work.tell("Planning " + work.epoch);
        Plan plan = Planning.plan(work.epoch, files.inputs(), files.plan());
        work.probe.at("plan");
        Map<String, String> details = new TreeMap<>();
        details.put("ruleSha256", work.rule.sha256());
        details.put("bundleSha256", FileDigests.of(files.inputs(), BundleFiles.INPUTS));
        details.put("planSha256", FileDigests.of(files.plan(), BundleFiles.PLAN));
        details.put("indexPpm", Long.toString(plan.indexPpm()));
        details.put("elasticityPpm", Long.toString(plan.elasticityPpm()));
        details.put("refill", plan.refill().toString());
        details.put("pool", plan.pool().toString());
        details.put("activityPool", plan.activityPool().toString());
        details.put("contributionPool", plan.contributionPool().toString());
        details.put("planned", plan.paid().toString());
        details.put("deferred", plan.deferredTotal().toString());
        details.put("carryAfter", plan.carryAfter().toString());
        details.put("fundAfter", plan.fundAfter().toString());
        return new StepResult.Done(details);
    }
}
