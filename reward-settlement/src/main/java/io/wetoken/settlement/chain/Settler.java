package io.wetoken.settlement.chain;

import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.settlement.Probe;
import io.wetoken.store.Outbox;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.web3j.crypto.Credentials;

/**
 * Brings the chain to where a plan wants it, however often it is called and wherever it was killed before: it asks for the effect first, sends only what is
 * missing, and asks again. Whatever became of a transaction, only its effect counts, as {@link RewardChain} believes it.
 */
public final class Settler implements AutoCloseable {
    /** Transactions in flight: enough to fill blocks, few enough to lose little when the node dies. */
    private static final int WINDOW = 8;

    private static final int ROUNDS_WITHOUT_PROGRESS = 3;

    private static final Duration POLL = Duration.ofMillis(20);

    private final RewardChain chain;
    private final StoredSender sender;
    private final Sending sending;
    private final InstantSource clock;
    private final Probe probe;

    /**
     * @param key the settler's
     * @param outbox where what it signs is kept
     * @throws LeaseHeld when another process writes with the key
     */
    public Settler(RewardChain chain, Credentials key, Outbox outbox, Sending sending, InstantSource clock, Probe probe)
            throws IOException {
        this.chain = chain;
        this.sender = new StoredSender(chain, key, outbox, sending, clock);
        this.sending = sending;
        this.clock = clock;
        this.probe = probe;
    }

    /** Whether an effect is on the chain. */
    private interface Effect {
        boolean isThere() throws IOException;
    }

    /**
     * What is sent for an effect.
     *
     * @param what by which the outbox knows it
     * @param gas empty: what the node estimates
     */
    private record Act(String what, Effect effect, String contract, String data, Optional<BigInteger> gas) {
        Act estimated() {
            return new Act(what, effect, contract, data, Optional.empty());
        }
    }

    /** Moves the refill of a day from the fund to the pool, once. */
    public void ensureRefilled(long day, BigInteger amount) throws IOException, InterruptedException {
        Effect refilled = () -> {
            if (chain.nextRefill() <= day) {
                return amount.signum() == 0;
            }
            Doubt.ask(() -> chain.refilled(day).equals(amount)
                    ? Optional.empty()
                    : Optional.of("STOP: the fund was refilled with " + chain.refilled(day) + " for day " + day
                            + ", the plan wants " + amount + "; nobody may go on before this is explained"));
            return true;
        };
        ensure(
                "refill-sent",
                new Act(
                        "refill " + day,
                        refilled,
                        chain.deployment().fund(),
                        chain.fund().refill(BigInteger.valueOf(day), amount).encodeFunctionCall(),
                        Optional.empty()));
        probe.at("refilled");
    }

    /**
     * Brings an approver's signature to the chain.
     *
     * @param plan as {@link RewardChain#planOf} names it
     */
    public void ensureApproved(long day, String plan, String approver, String signature)
            throws IOException, InterruptedException {
        ensure(
                "approval-sent",
                new Act(
                        "approve " + day,
                        () -> chain.approvedPlan(day).equals(plan),
                        chain.deployment().pool(),
                        chain.pool()
                                .approveEpochBySignature(
                                        BigInteger.valueOf(day),
                                        Commitment.bytes(plan),
                                        approver,
                                        Commitment.bytes(signature))
                                .encodeFunctionCall(),
                        Optional.empty()));
    }

    /**
     * Commits a day's payouts, once.
     *
     * @param dataCid the content id of what they were computed from, {@code 0x} and hex
     */
    public void ensureCommitted(long day, Commitment wanted, String dataCid) throws IOException, InterruptedException {
        Effect committed = () -> {
            if (chain.commitment(day).isEmpty() && chain.nextEpoch() <= day) {
                return false;
            }
            Doubt.ask(() -> committedOtherwise(day, wanted, dataCid));
            return chain.commitment(day).isPresent();
        };
        ensure(
                "commit-sent",
                new Act(
                        "commit " + day,
                        committed,
                        chain.deployment().pool(),
                        chain.pool()
                                .commitEpoch(
                                        BigInteger.valueOf(day),
                                        Commitment.bytes(wanted.root()),
                                        wanted.total(),
                                        BigInteger.valueOf(wanted.chunks()),
                                        Commitment.bytes(dataCid))
                                .encodeFunctionCall(),
                        Optional.empty()));
        probe.at("committed-on-chain");
    }

    private Optional<String> committedOtherwise(long day, Commitment wanted, String dataCid) throws IOException {
        Optional<Commitment> there = chain.commitment(day);
        String explain = "; nobody may go on before this is explained";
        if (there.isEmpty()) {
            return chain.nextEpoch() <= day || chain.vetoed(day)
                    ? Optional.empty()
                    : Optional.of("Day " + day + " was never committed and cannot be any more: the chain takes"
                            + " increasing days only and is at " + chain.nextEpoch());
        }
        if (!there.get().equals(wanted)) {
            return Optional.of("STOP: the chain has committed day " + day + " with " + there.get() + ", the plan has "
                    + wanted + explain);
        }
        String data = chain.dataCid(day);
        return data.equals(dataCid)
                ? Optional.empty()
                : Optional.of("STOP: the chain has committed day " + day + " with the data " + data + ", published is "
                        + dataCid + explain);
    }

    /** Pushes the chunks that the chain does not have as paid, until it has all. */
    public void ensurePaid(long day, Commitment.Payouts payouts) throws IOException, InterruptedException {
        List<Chunk> unpaid = new ArrayList<>();
        for (Chunk chunk : payouts.chunks()) {
            if (!chain.isPaid(day, chunk.index())) {
                unpaid.add(chunk);
            }
        }
        for (int from = 0; from < unpaid.size(); from += WINDOW) {
            List<Act> window = new ArrayList<>();
            for (Chunk chunk : unpaid.subList(from, Math.min(unpaid.size(), from + WINDOW))) {
                Act push = push(day, payouts, chunk);
                sender.send(push.what(), push.contract(), push.data(), push.gas());
                probe.at("push-sent-" + chunk.index());
                window.add(push);
            }
            awaitAll(window);
            probe.at("pushed-" + from);
        }
        Doubt.ask(() -> {
            BigInteger paid = chain.paid(day);
            return paid.equals(payouts.commitment().total())
                    ? Optional.empty()
                    : Optional.of("STOP: all chunks of day " + day + " are paid, yet the chain counts " + paid + " of "
                            + payouts.commitment().total());
        });
    }

    private Act push(long day, Commitment.Payouts payouts, Chunk chunk) {
        return new Act(
                "push " + day + "/" + chunk.index(),
                () -> chain.isPaid(day, chunk.index()),
                chain.deployment().pool(),
                chain.pool()
                        .push(
                                BigInteger.valueOf(day),
                                BigInteger.valueOf(chunk.index()),
                                chunk.packed(),
                                payouts.tree().proof(chunk.index()))
                        .encodeFunctionCall(),
                Optional.of(chunk.gasLimit()));
    }

    private void ensure(String point, Act act) throws IOException, InterruptedException {
        if (act.effect().isThere()) {
            return;
        }
        send(act);
        probe.at(point);
        awaitAll(List.of(act));
    }

    private void send(Act act) throws IOException {
        try {
            sender.send(act.what(), act.contract(), act.data(), act.gas());
        } catch (ChainException e) {
            // Somebody else may have done it meanwhile, for much of it anybody may do.
            if (!act.effect().isThere()) {
                throw new ChainException("The chain refuses to " + act.what() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Waits until every effect is believed; sends again what is lost. */
    private void awaitAll(List<Act> acts) throws IOException, InterruptedException {
        List<Act> missing = new ArrayList<>(acts);
        int lost = 0;
        long end = clock.millis() + sending.mined().toMillis();
        while (true) {
            List<Act> left = new ArrayList<>();
            for (Act act : missing) {
                if (!act.effect().isThere()) {
                    left.add(act);
                }
            }
            missing = left;
            if (missing.isEmpty()) {
                return;
            }
            sender.tend();
            for (Act act : missing) {
                if (!sender.isUnderWay(act.what()) && !act.effect().isThere()) {
                    lost++;
                    send(wasReverted(act) ? act.estimated() : act);
                }
            }
            if (lost > ROUNDS_WITHOUT_PROGRESS * acts.size()) {
                throw new ChainException(
                        "To " + missing.get(0).what() + " was sent again and again, and lost by the node"
                                + " or reverted each time; run again when the chain is well");
            }
            if (clock.millis() > end) {
                throw new ChainException("To " + missing.get(0).what() + " is not mined and believed after "
                        + sending.mined().toSeconds()
                        + " s; it waits at the node, with fees of at most " + sending.maxFee()
                        + " wei; run again when it is");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /**
     * Whether it was mined without effect. That need not be for good: a chain that took back earlier blocks may have mined it before what it needs. So it is sent
     * again, with gas that is estimated, for which the node tries it first and says why it would be reverted once more.
     */
    private boolean wasReverted(Act act) throws IOException {
        return sender.receipt(act.what())
                .filter(receipt -> !receipt.isStatusOK())
                .isPresent();
    }

    @Override
    public void close() {
        sender.close();
    }
}
