package io.wetoken.settlement.epoch;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what the chain did with what the plan says, to the unit. Each check returns what differs first, if anything does. */
public final class Reconciliation {
    private final RewardChain chain;
    private final Epoch epoch;
    private final Commitment.Payouts payouts;

    public Reconciliation(RewardChain chain, Epoch epoch, Commitment.Payouts payouts) {
        this.chain = chain;
        this.epoch = epoch;
        this.payouts = payouts;
    }

    /** Root, total and number of chunks. */
    public Optional<String> commitment() throws IOException {
        Optional<Commitment> there = chain.commitment(epoch.day());
        if (there.isEmpty()) {
            return Optional.of("the chain has committed nothing");
        }
        return there.get().equals(payouts.commitment())
                ? Optional.empty()
                : Optional.of("chain: " + there.get() + "; plan: " + payouts.commitment());
    }

    /** The paid bit of every chunk, and the sum that the pool counted. */
    public Optional<String> bits() throws IOException {
        for (Chunk chunk : payouts.chunks()) {
            if (!chain.isPaid(epoch.day(), chunk.index())) {
                return Optional.of("chunk " + chunk.index() + " is not paid");
            }
        }
        BigInteger paid = chain.paid(epoch.day());
        return differs("paid by the chain", paid, payouts.commitment().total());
    }

    /** Every recipient's amount, by the token's own transfer events. */
    public Optional<String> transfers() throws IOException {
        Map<Integer, String> transactions = chain.chunkTransactions(epoch.day());
        for (Chunk chunk : payouts.chunks()) {
            String hash = transactions.get(chunk.index());
            if (hash == null) {
                return Optional.of("no transaction paid chunk " + chunk.index());
            }
            List<Payment> there = chain.transfers(hash, epoch.day(), chunk.index());
            for (int i = 0; i < Math.max(there.size(), chunk.payments().size()); i++) {
                String is = i < there.size() ? there.get(i).toString() : "nothing";
                String wanted =
                        i < chunk.payments().size() ? chunk.payments().get(i).toString() : "nothing";
                if (!is.equals(wanted)) {
                    return Optional.of(
                            "chunk " + chunk.index() + ", payment " + i + ": chain " + is + ", plan " + wanted);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The pool's and the fund's balances. Holds only while no later epoch is on the chain; what strangers sent to either is allowed for.
     *
     * @param plan the plan's directory
     */
    public Optional<String> balances(Path plan) throws IOException {
        JsonNode fund = Money.json(plan.resolve(BundleFiles.FUND));
        Path file = plan.resolve(BundleFiles.FUND);
        BigInteger pool = Money.amount(fund, "carryAfter", file)
                .add(Money.amount(fund, "deferredTotal", file))
                .add(Money.amount(fund, "adBuybackAfter", file))
                .add(chain.boughtBack(epoch.day(), Long.MAX_VALUE))
                .add(chain.reserved())
                .add(chain.givenToPool());
        Optional<String> poolDiffers = differs("the pool's balance", chain.poolBalance(), pool);
        if (poolDiffers.isPresent()) {
            return poolDiffers;
        }
        return differs(
                "the fund's balance",
                chain.fundBalance(),
                Money.amount(fund, "fundAfter", file).add(chain.givenToFund()));
    }

    private static Optional<String> differs(String what, BigInteger is, BigInteger wanted) {
        return is.equals(wanted) ? Optional.empty() : Optional.of(what + " is " + is + ", by the plan " + wanted);
    }
}
