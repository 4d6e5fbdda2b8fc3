package io.wetoken.settlement.epoch;

import io.wetoken.settlement.chain.Commitment;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** PAYING to PAID: every chunk that the chain does not have as paid is pushed. */
final class PayStep implements Step {
    /** Transactions that are kept by name; the others are on the chain for whoever asks. */
    private static final int KEPT = 32;

    @Override
    public State from() {
        return State.PAYING;
    }

    @Override
    public StepResult run(Work work) throws IOException, InterruptedException {
        Commitment.Payouts payouts = Payouts.of(work);
        work.tell("Paying " + work.epoch + ": " + Payouts.recipients(payouts) + " recipients in "
                + payouts.chunks().size() + " chunks");
        Optional<String> wait = ensure(work, payouts);
        if (wait.isPresent()) {
            return new StepResult.Waits(wait.get());
        }
        Map<String, String> details = new TreeMap<>();
        work.chain().chunkTransactions(work.epoch.day()).forEach((chunk, hash) -> {
            if (chunk < KEPT) {
                details.put("pushTx." + chunk, hash);
            }
        });
        return new StepResult.Done(details);
    }

    /**
     * Refilled, committed, open and paid, by this call or before: a chain that lost its last blocks is brought back.
     *
     * @return what must be waited for, if anything must
     */
    static Optional<String> ensure(Work work, Commitment.Payouts payouts) throws IOException, InterruptedException {
        Optional<String> wait = CommitStep.ensure(work, payouts);
        if (wait.isPresent()) {
            return wait;
        }
        long opensAt = work.chain().opensAt(work.epoch.day());
        if (work.chain().now() < opensAt) {
            return Optional.of(
                    "the time in which the guardian may veto it to end at " + Instant.ofEpochSecond(opensAt));
        }
        work.settler().ensurePaid(work.epoch.day(), payouts);
        return Optional.empty();
    }
}
