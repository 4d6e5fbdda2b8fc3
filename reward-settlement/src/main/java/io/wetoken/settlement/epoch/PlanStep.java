package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.cid.Cid;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.published.Publication;
import io.wetoken.settlement.published.PublishedDirectory;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** SCORED to PLANNED: the bundle is put together, planned and published. All is made anew until the epoch is PLANNED, and never changes after. */
final class PlanStep implements Step {
    /** The content id of what is published of the epoch, as text; {@code Cid.parse(…).bytes()} is what the chain takes. */
    static final String DATA_CID = "dataCid";

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
                        Inputs.treasury(work.chain(), work.epoch),
                        files.scores(),
                        files.inputs());
        work.probe.at("inputs");
        work.tell("Planning " + work.epoch);
        Plan plan = Planning.plan(work.epoch, files.inputs(), files.plan());
        work.probe.at("plan");
        Cid dataCid = publish(work);
        work.probe.at("published");
        Map<String, String> details = new TreeMap<>();
        details.put("ruleSha256", work.rule.sha256());
        details.put("bundleSha256", FileDigests.of(files.inputs(), BundleFiles.INPUTS));
        details.put("planSha256", FileDigests.of(files.plan(), BundleFiles.PLAN));
        details.put(DATA_CID, dataCid.toString());
        details.put("boughtBack", boughtBack(work).toString());
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

    /** What came in since the last epoch; its bundle has it within adBuyback. */
    private static BigInteger boughtBack(Work work) throws IOException {
        long after = Order.previous(work.epochs().all(), work.epoch)
                .map(row -> row.epoch().day())
                .orElse(-1L);
        return work.chain().boughtBack(after, work.epoch.day());
    }

    private static Cid publish(Work work) throws IOException {
        EpochFiles files = work.files;
        ClosedDay day = new Archive(new ArchiveFiles(work.config.archive()))
                .day(work.epoch)
                .orElseThrow(() -> new SettlementException("The manifest of " + work.epoch + " is missing: "
                        + Archive.manifestPath(work.epoch) + " in " + work.config.archive() + "; restore it"));
        if (!day.sha256().equals(work.detail("manifestSha256"))) {
            throw new SettlementException(
                    "The manifest of " + work.epoch + " was changed after it was closed: its sha256" + " is "
                            + day.sha256() + ", then it was " + work.detail("manifestSha256") + "; restore it");
        }
        Cid cid = Publication.now(work.epoch, day, files.statistics(), files.inputs(), files.plan())
                .write(files.published());
        PublishedDirectory.put(work.config.published(), cid, files.published());
        return cid;
    }
}
