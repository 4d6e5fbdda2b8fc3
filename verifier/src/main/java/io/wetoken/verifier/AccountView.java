package io.wetoken.verifier;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one account was given, and how the chain knows it. */
final class AccountView {
    private final Report report;
    private final Plan plan;
    private final ChunkTree tree;
    private final long day;

    AccountView(Report report, Plan plan, ChunkTree tree, long day) {
        this.report = report;
        this.plan = plan;
        this.tree = tree;
        this.day = day;
    }

    void show(String account, Optional<Chain> chain, Optional<Chain.Epoch> committed) throws IOException {
        Optional<String> row = plan.breakdown().stream()
                .filter(line -> line.startsWith(account + ","))
                .findFirst();
        if (row.isEmpty()) {
            report.check("the account is in the plan", Optional.of(account + " was given nothing in this epoch"));
            return;
        }
        report.check("the account is in the plan", Optional.empty());
        List<String> columns = List.of(
                "account", "activity", "owner", "contributor", "contribution", "disseminator", "deferred", "total");
        String[] cells = row.get().split(",", -1);
        for (int column = 0; column < columns.size(); column++) {
            report.payout(columns.get(column), cells[column]);
        }
        int index = index(account);
        if (index < 0) {
            report.payout("paid", "not yet: it is below the least payout, and is added to a later day's");
            return;
        }
        int chunk = index / ChunkTree.CHUNK;
        List<byte[]> proof = tree.proof(chunk);
        report.payout("index", Integer.toString(index));
        report.payout("chunk", Integer.toString(chunk));
        report.payout("packedHash", "0x" + Cid.hex(Keccak256.hash(tree.packed(chunk))));
        report.payout("proof", proof.stream().map(node -> "0x" + Cid.hex(node)).collect(Collectors.joining(" ")));
        String climbed = "0x" + Cid.hex(ChunkTree.climb(day, chunk, tree.packed(chunk), proof));
        String root = committed.map(Chain.Epoch::root).orElseGet(() -> "0x" + Cid.hex(tree.root()));
        report.check(
                committed.isPresent()
                        ? "the account's chunk leads to the chain's root"
                        : "the account's chunk leads to the root",
                Verification.differs("it leads to", climbed, root));
        if (chain.isPresent()) {
            report.payout("paid", chain.get().isPaid(day, chunk) ? "yes, says the chain" : "not yet, says the chain");
        }
    }

    private int index(String account) {
        for (int index = 0; index < plan.payouts().size(); index++) {
            if (plan.payouts().get(index).account().equals(account)) {
                return index;
            }
        }
        return -1;
    }
}
