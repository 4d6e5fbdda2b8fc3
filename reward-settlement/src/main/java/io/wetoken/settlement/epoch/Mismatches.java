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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything in which the chain differs from a plan, where {@link Reconciliation} stops at the first. */
final class Mismatches {
    private static final String NOTHING = "nothing";

    private final List<Mismatch> all = new ArrayList<>();

    /** @return none while the chain has committed nothing */
    static List<Mismatch> ofCommitment(RewardChain chain, Epoch epoch, Commitment plan) throws IOException {
        Mismatches found = new Mismatches();
        Optional<Commitment> there = chain.commitment(epoch.day());
        if (there.isPresent()) {
            found.compare("root", there.get().root(), plan.root());
            found.compare("total", there.get().total(), plan.total());
            found.compare("chunks", there.get().chunks(), plan.chunks());
        }
        return found.all;
    }

    /** Every payment of the chunks that the chain has as paid. */
    static List<Mismatch> ofPayments(
            RewardChain chain, Epoch epoch, List<Chunk> plan, Map<Integer, String> transactions) throws IOException {
        Mismatches found = new Mismatches();
        for (Chunk chunk : plan) {
            String transaction = transactions.get(chunk.index());
            if (transaction == null) {
                continue;
            }
            List<Payment> there = chain.transfers(transaction, epoch.day(), chunk.index());
            for (int i = 0; i < Math.max(there.size(), chunk.payments().size()); i++) {
                found.compare(
                        "chunk " + chunk.index() + ", payment " + i,
                        i < there.size() ? text(there.get(i)) : NOTHING,
                        i < chunk.payments().size() ? text(chunk.payments().get(i)) : NOTHING);
            }
        }
        return found.all;
    }

    /** What a day that is said to be paid lacks. */
    static List<Mismatch> ofPaid(
            List<Chunk> plan,
            Map<Integer, String> transactions,
            List<Integer> unpaid,
            BigInteger paid,
            BigInteger total) {
        Mismatches found = new Mismatches();
        for (int chunk : unpaid) {
            found.compare("chunk " + chunk, "not paid", "paid");
        }
        for (Chunk chunk : plan) {
            if (!unpaid.contains(chunk.index()) && !transactions.containsKey(chunk.index())) {
                found.compare("chunk " + chunk.index() + ", transaction", NOTHING, "one");
            }
        }
        found.compare("sum that the pool counted", paid, total);
        return found.all;
    }

    /** The pool's and the fund's; only while no later epoch is on the chain. */
    static List<Mismatch> ofBalances(RewardChain chain, Epoch epoch, Path plan) throws IOException {
        Mismatches found = new Mismatches();
        Path file = plan.resolve(BundleFiles.FUND);
        JsonNode fund = Money.json(file);
        found.compare(
                "the pool's balance",
                chain.poolBalance(),
                Money.amount(fund, "carryAfter", file)
                        .add(Money.amount(fund, "deferredTotal", file))
                        .add(Money.amount(fund, "adBuybackAfter", file))
                        .add(chain.boughtBack(epoch.day(), Long.MAX_VALUE))
                        .add(chain.reserved())
                        .add(chain.givenToPool()));
        found.compare(
                "the fund's balance",
                chain.fundBalance(),
                Money.amount(fund, "fundAfter", file).add(chain.givenToFund()));
        return found.all;
    }

    private void compare(String place, Object chain, Object plan) {
        if (!chain.equals(plan)) {
            all.add(new Mismatch(place, chain.toString(), plan.toString()));
        }
    }

    private static String text(Payment payment) {
        return payment.amount() + " to " + payment.recipient();
    }
}
