package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was planned for an epoch beside what the chain did. Amounts in base units.
 *
 * @param at when the chain was asked
 * @param state what the store says, by which it is judged what the chain should have
 * @param committed empty while nothing is
 * @param outstanding of what is planned, not paid yet
 * @param costs by what each transaction did; a chunk that a stranger pushed cost the stranger
 * @param mismatches all of them
 * @param balances false when a later epoch is on the chain, so that the balances of this one cannot be told any more
 */
public record ReconciliationReport(
        Epoch epoch,
        Instant at,
        State state,
        long recipients,
        int chunks,
        int chunksPaid,
        BigInteger planned,
        Optional<BigInteger> committed,
        BigInteger paid,
        BigInteger outstanding,
        List<Cost> costs,
        List<Mismatch> mismatches,
        boolean balances) {
    public ReconciliationReport {
        costs = List.copyOf(costs);
        mismatches = List.copyOf(mismatches);
    }

    /**
     * One transaction.
     *
     * @param what {@code approve}, {@code refill}, {@code commit}, {@code chunk 0} …
     * @param gas that it used
     * @param wei that it cost
     */
    public record Cost(String what, String transaction, BigInteger gas, BigInteger wei) {}

    public boolean agrees() {
        return mismatches.isEmpty();
    }

    public BigInteger gas() {
        return costs.stream().map(Cost::gas).reduce(BigInteger.ZERO, BigInteger::add);
    }

    public BigInteger wei() {
        return costs.stream().map(Cost::wei).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * Of an epoch that was planned.
     *
     * @throws SettlementException when it was not, or its plan was changed since
     */
    public static ReconciliationReport of(SettlementConfig config, RewardChain chain, Epochs.Row row, Instant at)
            throws IOException {
        if (row.state().compareTo(State.PLANNED) < 0) {
            throw new SettlementException("Epoch " + row.epoch() + " is " + row.state()
                    + " and has no plan yet to compare with the chain: epoch run --date " + row.epoch());
        }
        Path plan = new Inputs(config.epochs(), RuleParameters.reference()).verifiedPlan(row);
        return of(chain, row, Payouts.read(row.epoch(), plan), plan, at);
    }

    static ReconciliationReport of(RewardChain chain, Epochs.Row row, Commitment.Payouts payouts, Path plan, Instant at)
            throws IOException {
        Epoch epoch = row.epoch();
        long day = epoch.day();
        Optional<Commitment> committed = chain.commitment(day);
        Map<Integer, String> transactions = committed.isPresent() ? chain.chunkTransactions(day) : Map.of();
        List<Integer> unpaid = new ArrayList<>();
        for (Chunk chunk : payouts.chunks()) {
            if (committed.isEmpty() || !chain.isPaid(day, chunk.index())) {
                unpaid.add(chunk.index());
            }
        }
        BigInteger planned = payouts.commitment().total();
        BigInteger paid = chain.paid(day);
        boolean last = chain.nextEpoch() == day + 1;
        List<Mismatch> mismatches = new ArrayList<>(Mismatches.ofCommitment(chain, epoch, payouts.commitment()));
        if (committed.isEmpty() && row.state().compareTo(State.COMMITTED) >= 0) {
            mismatches.add(
                    new Mismatch("commitment", "nothing", payouts.commitment().toString()));
        }
        mismatches.addAll(Mismatches.ofPayments(chain, epoch, payouts.chunks(), transactions));
        if (row.state().compareTo(State.PAID) >= 0) {
            mismatches.addAll(Mismatches.ofPaid(payouts.chunks(), transactions, unpaid, paid, planned));
            if (last) {
                mismatches.addAll(Mismatches.ofBalances(chain, epoch, plan));
            }
        }
        return new ReconciliationReport(
                epoch,
                at,
                row.state(),
                Payouts.recipients(payouts),
                payouts.chunks().size(),
                payouts.chunks().size() - unpaid.size(),
                planned,
                committed.map(Commitment::total),
                paid,
                planned.subtract(paid).max(BigInteger.ZERO),
                costs(chain, day, transactions),
                mismatches,
                last);
    }

    private static List<Cost> costs(RewardChain chain, long day, Map<Integer, String> pushes) throws IOException {
        Map<String, String> transactions = new LinkedHashMap<>();
        chain.approvalTransaction(day).ifPresent(hash -> transactions.put("approve", hash));
        chain.refillTransaction(day).ifPresent(hash -> transactions.put("refill", hash));
        chain.commitTransaction(day).ifPresent(hash -> transactions.put("commit", hash));
        pushes.forEach((chunk, hash) -> transactions.put("chunk " + chunk, hash));
        List<Cost> costs = new ArrayList<>();
        for (Map.Entry<String, String> each : transactions.entrySet()) {
            RewardChain.Cost cost = chain.cost(each.getValue());
            costs.add(new Cost(each.getKey(), each.getValue(), cost.gas(), cost.wei()));
        }
        return costs;
    }
}
