package io.wetoken.settlement.epoch;

import io.wetoken.settlement.chain.Commitment;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** APPROVED to COMMITTED: the pool is refilled and the root of the payouts is fixed on the chain. */
final class CommitStep implements Step {
    @Override
    public State from() {
        return State.APPROVED;
    }

    @Override
    public StepResult run(Work work) throws IOException, InterruptedException {
        Optional<String> wait = Order.wait(work);
        if (wait.isPresent()) {
            return new StepResult.Waits(wait.get());
        }
        Commitment.Payouts payouts = Payouts.of(work);
        work.tell("Committing " + work.epoch + ": " + payouts.commitment());
        ensure(work, payouts);
        Map<String, String> details = new TreeMap<>();
        work.chain().refillTransaction(work.epoch.day()).ifPresent(hash -> details.put("refillTx", hash));
        work.chain().commitTransaction(work.epoch.day()).ifPresent(hash -> details.put("commitTx", hash));
        details.put("root", payouts.commitment().root());
        details.put("total", payouts.commitment().total().toString());
        details.put("chunks", Integer.toString(payouts.commitment().chunks()));
        details.put("recipients", Long.toString(Payouts.recipients(payouts)));
        details.put("chainId", Long.toString(work.chain().deployment().chainId()));
        return new StepResult.Done(details);
    }

    /** Refilled and committed, by this call or before. */
    static void ensure(Work work, Commitment.Payouts payouts) throws IOException, InterruptedException {
        work.settler().ensureRefilled(work.epoch.day(), new BigInteger(work.detail("refill")));
        work.settler().ensureCommitted(work.epoch.day(), payouts.commitment());
    }
}
