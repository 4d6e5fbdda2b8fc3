package io.wetoken.settlement.epoch;

import io.wetoken.settlement.chain.Commitment;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
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
        wait = ensure(work, payouts);
        if (wait.isPresent()) {
            return new StepResult.Waits(wait.get());
        }
        Map<String, String> details = new TreeMap<>();
        work.chain().refillTransaction(work.epoch.day()).ifPresent(hash -> details.put("refillTx", hash));
        work.chain().commitTransaction(work.epoch.day()).ifPresent(hash -> details.put("commitTx", hash));
        details.put(
                "opensAt",
                Instant.ofEpochSecond(work.chain().opensAt(work.epoch.day())).toString());
        details.put("root", payouts.commitment().root());
        details.put("total", payouts.commitment().total().toString());
        details.put("chunks", Integer.toString(payouts.commitment().chunks()));
        details.put("recipients", Long.toString(Payouts.recipients(payouts)));
        details.put("chainId", Long.toString(work.chain().deployment().chainId()));
        return new StepResult.Done(details);
    }

    /**
     * Refilled, approved and committed, by this call or before.
     *
     * @return what must be waited for, if anything must
     */
    static Optional<String> ensure(Work work, Commitment.Payouts payouts) throws IOException, InterruptedException {
        long day = work.epoch.day();
        if (work.chain().isPaused()) {
            return Optional.of("the pool's pause to end: its guardian has stopped commitments and payments, and its"
                    + " admin ends that");
        }
        work.settler().ensureRefilled(day, new BigInteger(work.detail("refill")));
        if (work.chain().commitment(day).isEmpty()) {
            Optional<String> wait = Approval.ensure(work, payouts);
            if (wait.isPresent()) {
                return wait;
            }
            BigInteger cap = work.chain().epochCap();
            if (payouts.commitment().total().compareTo(cap) > 0) {
                return Optional.of("a higher cap of a day: " + work.epoch + " pays "
                        + payouts.commitment().total() + ", the pool takes " + cap
                        + " at most; its admin may raise it after its delay");
            }
        }
        work.settler().ensureCommitted(day, payouts.commitment(), Approval.dataCid(work));
        return Optional.empty();
    }
}
