package io.wetoken.settlement.epoch;

import io.wetoken.settlement.chain.Commitment;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.util.Map;
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
        ensure(work, payouts);
        Map<String, String> details = new TreeMap<>();
        work.chain().chunkTransactions(work.epoch.day()).forEach((chunk, hash) -> {
            if (chunk < KEPT) {
                details.put("pushTx." + chunk, hash);
            }
        });
        return new StepResult.Done(details);
    }

    /** Refilled, committed and paid, by this call or before: a chain that lost its last blocks is brought back. */
    static void ensure(Work work, Commitment.Payouts payouts) throws IOException, InterruptedException {
        CommitStep.ensure(work, payouts);
        work.settler().ensurePaid(work.epoch.day(), payouts);
    }
}
