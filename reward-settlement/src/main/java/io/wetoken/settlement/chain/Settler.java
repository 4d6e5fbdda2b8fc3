package io.wetoken.settlement.chain;

import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.chain.RefusedException;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.settlement.Probe;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.crypto.Credentials;

/**
 * Brings the chain to where a plan wants it, however often it is called and wherever it was killed before: it asks for the effect first, sends only what
 * is missing, and asks again. A transaction is confirmed, reverted or unknown; after all three only the effect counts.
 */
public final class Settler {
    /** Transactions in flight: enough to fill blocks, few enough to lose little when the node dies. */
    private static final int WINDOW = 8;

    private static final int ROUNDS_WITHOUT_PROGRESS = 3;

    private final RewardChain chain;
    private final KeySender sender;
    private final Duration limit;
    private final Probe probe;

    /**
     * @param key the settler's; this process is its only writer
     * @param limit how long one transaction may take to be mined
     */
    public Settler(RewardChain chain, Credentials key, Duration limit, Probe probe) {
        this.chain = chain;
        this.sender = new KeySender(chain.web3j(), key, chain.deployment().chainId());
        this.limit = limit;
        this.probe = probe;
    }

    /** Whether an effect is on the chain. */
    private interface Effect {
        boolean isThere() throws IOException;
    }

    /** Moves the refill of a day from the fund to the pool, once. */
    public void ensureRefilled(long day, BigInteger amount) throws IOException, InterruptedException {
        Effect refilled = () -> {
            BigInteger there = chain.refilled(day);
            if (chain.nextRefill() <= day) {
                return amount.signum() == 0;
            }
            if (!there.equals(amount)) {
                throw new ChainException("STOP: the fund was refilled with " + there + " for day " + day
                        + ", the plan wants " + amount + "; nobody may go on before this is explained");
            }
            return true;
        };
        ensure(
                "refill of day " + day,
                "refill-sent",
                refilled,
                chain.deployment().fund(),
                chain.fund().refill(BigInteger.valueOf(day), amount).encodeFunctionCall());
        probe.at("refilled");
    }

    /** Commits a day's payouts, once. */
    public void ensureCommitted(long day, Commitment wanted) throws IOException, InterruptedException {
        Effect committed = () -> {
            Optional<Commitment> there = chain.commitment(day);
            if (there.isPresent() && !there.get().equals(wanted)) {
                throw new ChainException("STOP: the chain has committed day " + day + " with " + there.get()
                        + ", the plan has " + wanted + "; nobody may go on before this is explained");
            }
            if (there.isEmpty() && chain.nextEpoch() > day) {
                throw new ChainException("Day " + day + " was never committed and cannot be any more: the chain takes"
                        + " increasing days only and is at " + chain.nextEpoch());
            }
            return there.isPresent();
        };
        ensure(
                "commitment of day " + day,
                "commit-sent",
                committed,
                chain.deployment().pool(),
                chain.pool()
                        .commitEpoch(
                                BigInteger.valueOf(day),
                                Commitment.bytes(wanted.root()),
                                wanted.total(),
                                BigInteger.valueOf(wanted.chunks()))
                        .encodeFunctionCall());
        probe.at("committed-on-chain");
    }

    /** Pushes the chunks that the chain does not have as paid, until it has all. */
    public void ensurePaid(long day, Commitment.Payouts payouts) throws IOException, InterruptedException {
        List<Chunk> unpaid = unpaid(day, payouts.chunks());
        int idle = 0;
        while (!unpaid.isEmpty()) {
            for (int from = 0; from < unpaid.size(); from += WINDOW) {
                push(day, payouts, unpaid.subList(from, Math.min(unpaid.size(), from + WINDOW)));
            }
            List<Chunk> left = unpaid(day, unpaid);
            idle = left.size() < unpaid.size() ? 0 : idle + 1;
            if (idle == ROUNDS_WITHOUT_PROGRESS) {
                throw new ChainException("Chunk " + left.get(0).index() + " of day " + day + " is still unpaid after "
                        + idle + " rounds, " + left.size() + " chunks are; run again when the chain is well");
            }
            unpaid = left;
        }
        BigInteger paid = chain.paid(day);
        if (!paid.equals(payouts.commitment().total())) {
            throw new ChainException("STOP: all chunks of day " + day + " are paid, yet the chain counts " + paid
                    + " of " + payouts.commitment().total());
        }
    }

    private List<Chunk> unpaid(long day, List<Chunk> chunks) throws IOException {
        List<Chunk> unpaid = new ArrayList<>();
        for (Chunk chunk : chunks) {
            if (!chain.isPaid(day, chunk.index())) {
                unpaid.add(chunk);
            }
        }
        return unpaid;
    }

    private void push(long day, Commitment.Payouts payouts, List<Chunk> window)
            throws IOException, InterruptedException {
        Map<Integer, String> inFlight = new LinkedHashMap<>();
        for (Chunk chunk : window) {
            String data = chain.pool()
                    .push(
                            BigInteger.valueOf(day),
                            BigInteger.valueOf(chunk.index()),
                            chunk.packed(),
                            payouts.tree().proof(chunk.index()))
                    .encodeFunctionCall();
            try {
                inFlight.put(chunk.index(), sender.send(chain.deployment().pool(), data, chunk.gasLimit()));
            } catch (RefusedException e) {
                // Somebody else may have pushed it meanwhile, for anybody may.
                if (!chain.isPaid(day, chunk.index())) {
                    throw new ChainException(
                            "The chain refuses chunk " + chunk.index() + " of day " + day + ": " + e.getMessage(), e);
                }
            }
            probe.at("push-sent-" + chunk.index());
        }
        for (Map.Entry<Integer, String> entry : inFlight.entrySet()) {
            int index = entry.getKey();
            Effect paid = () -> chain.isPaid(day, index);
            settled("chunk " + index + " of day " + day, entry.getValue(), paid);
            probe.at("pushed-" + index);
        }
    }

    private void ensure(String what, String point, Effect effect, String contract, String data)
            throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS_WITHOUT_PROGRESS; round++) {
            if (effect.isThere()) {
                return;
            }
            String hash;
            try {
                hash = sender.send(contract, data);
            } catch (RefusedException e) {
                if (effect.isThere()) {
                    return;
                }
                throw new ChainException("The chain refuses the " + what + ": " + e.getMessage(), e);
            }
            probe.at(point);
            if (settled(what, hash, effect)) {
                return;
            }
        }
        throw new ChainException("The " + what + " was sent " + ROUNDS_WITHOUT_PROGRESS
                + " times and lost by the node each time; run again when the chain is well");
    }

    /**
     * Waits for what a sent transaction does.
     *
     * @return false when the node does not know the transaction any more, so that it may be sent again
     */
    private boolean settled(String what, String hash, Effect effect) throws IOException, InterruptedException {
        Outcome outcome = sender.await(hash, limit);
        if (effect.isThere()) {
            return true;
        }
        if (outcome instanceof Outcome.Reverted) {
            throw new ChainException("The " + what + " was reverted (transaction " + hash + "); ask the node why");
        }
        if (chain.isKnown(hash)) {
            throw new ChainException("The " + what + " is not mined after " + limit.toSeconds() + " s (transaction "
                    + hash + " waits at the node); run again when it is");
        }
        return false;
    }
}
