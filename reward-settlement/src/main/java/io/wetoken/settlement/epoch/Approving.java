package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.chain.ApprovalSignature;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.web3j.crypto.Credentials;

/** A second person's word for the plan of one epoch. */
public final class Approving implements AutoCloseable {
    private final Work work;
    private final Commitment.Payouts payouts;
    private final String plan;

    /** @throws SettlementException when there is no plan that could be approved, or its files are not what was planned */
    public Approving(SettlementConfig config, Store store, InstantSource clock, Epoch epoch) throws IOException {
        this.work = new Work(config, epoch, store, RuleParameters.reference(), Probe.NONE, clock, false, line -> {});
        try {
            State state = store.epochs()
                    .find(epoch)
                    .orElseThrow(() -> new SettlementException("Epoch " + epoch + " was never opened"))
                    .state();
            if (state.compareTo(State.PLANNED) < 0) {
                throw new SettlementException("Epoch " + epoch + " is " + state
                        + " and has no plan yet that could be approved: epoch run --date " + epoch);
            }
            if (work.chain().commitment(epoch.day()).isPresent()) {
                throw new SettlementException("Epoch " + epoch
                        + " is committed already, with what was approved: epoch status" + " --date " + epoch);
            }
            this.payouts = Payouts.of(work);
            this.plan = Approval.plan(work, payouts);
        } catch (IOException e) {
            work.close();
            throw e;
        }
    }

    /**
     * A word that can be brought to the chain.
     *
     * @param plan {@code 0x} and 64 hex digits
     */
    public record Signed(String plan, String approver, String signature) {}

    /** @throws SettlementException when the key is not an approver's */
    public Signed sign(Credentials key) throws IOException {
        mayApprove(key.getAddress());
        return new Signed(
                plan, key.getAddress(), ApprovalSignature.sign(work.chain().deployment(), work.epoch.day(), plan, key));
    }

    /** @throws SettlementException when it is not a signature of this address for this plan */
    public Signed signedElsewhere(String address, String signature) throws IOException {
        String approver = address.toLowerCase(Locale.ROOT);
        if (!approver.matches("0x[0-9a-f]{40}")) {
            throw new SettlementException("An approver is 0x and 40 hex digits, not '" + address + "'");
        }
        if (!signature.matches("0x([0-9a-fA-F]{2})+")) {
            throw new SettlementException("A signature is 0x and hex digits, not '" + signature + "'");
        }
        mayApprove(approver);
        if (!work.chain().wouldApprove(work.epoch.day(), plan, approver, signature)) {
            throw new SettlementException("The pool does not take this as " + approver + "'s signature for the plan "
                    + plan + " of " + work.epoch);
        }
        return new Signed(plan, approver, signature);
    }

    private void mayApprove(String address) throws IOException {
        if (!work.chain().isApprover(address)) {
            throw new SettlementException(address + " is no approver of the pool "
                    + work.chain().deployment().pool() + "; its admin may make it one");
        }
    }

    /** Keeps it for the next run, and says so in the log of actions. */
    public void keep(Signed signed) throws IOException {
        Optional<RunLock> taken = RunLock.take(work.config.epochs(), work.epoch);
        if (taken.isEmpty()) {
            throw new SettlementException("Another run is under way, " + RunLock.holder(work.config.epochs())
                    + "; approve " + work.epoch + " when it has ended");
        }
        RunLock lock = taken.get();
        try (lock) {
            ActionLog.open(work.config.epochs(), EpochRun.who())
                    .append(
                            work.clock.instant(),
                            work.epoch,
                            "approve",
                            Map.of("approver", signed.approver(), "plan", signed.plan()));
            Approval.note(work, signed.plan(), signed.approver(), signed.signature());
        }
    }

    /** What is approved, for people. */
    public String what() throws IOException {
        return payouts.commitment() + ", " + Payouts.recipients(payouts) + " recipients, data "
                + Cid.parse(work.detail(PlanStep.DATA_CID));
    }

    @Override
    public void close() {
        work.close();
    }
}
