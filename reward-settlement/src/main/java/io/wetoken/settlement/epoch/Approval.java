package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.cid.Cid;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.chain.ApprovalSignature;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.web3j.crypto.Credentials;

/** That a second person's key has named exactly this plan: on the chain, which commits nothing else. */
final class Approval {
    /** Details of an epoch: what an approver names; who signed for it; with what. */
    static final String PLAN = "planHash";

    static final String APPROVER = "approval.approver";
    static final String SIGNATURE = "approval.signature";
    static final String SIGNED_PLAN = "approval.plan";

    private Approval() {}

    /**
     * Brings a signature that is kept to the chain, unless the plan is approved there already.
     *
     * @return what must be waited for, if anything must
     */
    static Optional<String> ensure(Work work, Commitment.Payouts payouts) throws IOException, InterruptedException {
        RewardChain chain = work.chain();
        long day = work.epoch.day();
        String plan = plan(work, payouts);
        if (!plan.equals(work.row().details().get(PLAN))) {
            work.epochs().note(work.epoch, Map.of(PLAN, plan));
        }
        if (chain.approvedPlan(day).equals(plan)) {
            return Optional.empty();
        }
        Map<String, String> details = work.row().details();
        if (!plan.equals(details.get(SIGNED_PLAN)) && work.autoApprove) {
            sign(work, plan);
            details = work.row().details();
        }
        if (!plan.equals(details.get(SIGNED_PLAN))) {
            return Optional.of(waits(work, details));
        }
        String approver = details.get(APPROVER).toLowerCase(Locale.ROOT);
        if (!chain.wouldApprove(day, plan, approver, details.get(SIGNATURE))) {
            // Whoever has the operations page's secret can bring one; it must not stand in the way of one that counts.
            work.epochs().note(work.epoch, Map.of(SIGNED_PLAN, ""));
            return Optional.of(waits(work, Map.of()) + " (the pool does not take the signature of " + approver
                    + " that was kept; it is put aside)");
        }
        work.settler().ensureApproved(day, plan, approver, details.get(SIGNATURE));
        return Optional.empty();
    }

    /** What an approver of this epoch names, in its present round. */
    static String plan(Work work, Commitment.Payouts payouts) throws IOException {
        return work.chain().planOf(work.epoch.day(), payouts.commitment(), dataCid(work));
    }

    /** The published data's content id as the chain takes it. */
    static String dataCid(Work work) throws SettlementException {
        return Commitment.hex(Cid.parse(work.detail(PlanStep.DATA_CID)).bytes());
    }

    private static String waits(Work work, Map<String, String> details) throws IOException {
        String date = work.epoch.toString();
        String how = "approval by a second person's key: look at it with epoch plan --date " + date
                + " --dry-run, then epoch approve --date " + date;
        if (work.chain().vetoed(work.epoch.day())) {
            return "a decision: the guardian has vetoed " + date
                    + " before anything of it was paid; find out why, and if it may be paid after all, it needs another "
                    + how;
        }
        return !details.getOrDefault(SIGNED_PLAN, "").isEmpty()
                ? how + " (what was approved before is another plan)"
                : how;
    }

    /** The development chain's own approver says yes. */
    private static void sign(Work work, String plan) throws IOException {
        if (!work.chain().isDevelopment()) {
            throw new SettlementException("A plan goes on by itself on a development chain only, and chain "
                    + work.chain().deployment().chainId() + " at " + ActionLog.withoutSecrets(work.config.chainUrl())
                    + " is none; take approval=auto or --auto-approve away, and let a second person run epoch approve --date "
                    + work.epoch);
        }
        Credentials approver = Secrets.in(work.config.secrets()).key("approver");
        note(
                work,
                plan,
                approver.getAddress(),
                ApprovalSignature.sign(work.chain().deployment(), work.epoch.day(), plan, approver));
    }

    static void note(Work work, String plan, String approver, String signature) {
        work.epochs().note(work.epoch, Map.of(SIGNED_PLAN, plan, APPROVER, approver, SIGNATURE, signature));
    }
}
