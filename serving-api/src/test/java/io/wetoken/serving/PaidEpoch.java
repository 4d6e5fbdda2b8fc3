package io.wetoken.serving;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.contracts.merkle.MerkleTree;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Wallets;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.web3j.utils.Numeric;

/**
 * An epoch with payouts as settlement leaves it in the store: account {@code user-N} has payout N. One more account, {@code poor}, was deferred, and
 * {@code idle} earned nothing.
 */
record PaidEpoch(Epoch epoch, List<Payment> payments, List<Chunk> chunks, MerkleTree tree) {
    static final Address POOR = new Address("0x" + "9".repeat(40));

    static PaidEpoch of(Epoch epoch, int recipients) {
        List<Payment> payments = IntStream.range(0, recipients)
                .mapToObj(n -> new Payment(address(n).hex(), amount(n)))
                .toList();
        List<Chunk> chunks = Chunks.cut(payments);
        return new PaidEpoch(epoch, payments, chunks, MerkleTree.of(epoch.day(), chunks));
    }

    static Address address(int n) {
        return new Address("0x%040x".formatted(0x1000_0000_0000L + n));
    }

    /** A little over one WE, with all 18 decimals in use. */
    static BigInteger amount(int n) {
        return new BigInteger("1234567890123456789").add(BigInteger.valueOf(n));
    }

    String root() {
        return Numeric.toHexString(tree.root());
    }

    BigInteger total() {
        return payments.stream().map(Payment::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Committed and no further: neither chunks nor entries are stored. */
    void commitInto(Store store) {
        store.epochs().open(epoch);
        for (Epochs.State state :
                List.of(Epochs.State.OPEN, Epochs.State.CLOSED, Epochs.State.SCORED, Epochs.State.PLANNED)) {
            store.epochs().advance(epoch, state, Map.of());
        }
        store.epochs().advance(epoch, Epochs.State.APPROVED, details());
    }

    /** Leaves it as RECONCILED. */
    void putInto(Store store) {
        Map<AccountId, Address> owners = new HashMap<>(Map.of(new AccountId("poor"), POOR));
        for (int n = 0; n < payments.size(); n++) {
            owners.put(new AccountId("user-" + n), address(n));
        }
        owners.put(new AccountId("idle"), new Address("0x" + "8".repeat(40)));
        store.wallets().bind(owners);
        store.wallets()
                .putEntries(IntStream.range(0, payments.size())
                        .mapToObj(n -> entry(address(n), n, amount(n)))
                        .toList());
        store.wallets().putEntries(List.of(entry(POOR, -1, BigInteger.TEN)));
        for (Chunk chunk : chunks) {
            List<String> proof =
                    tree.proof(chunk.index()).stream().map(Numeric::toHexString).toList();
            store.epochs().putChunk(epoch, new Epochs.Chunk(chunk.index(), Numeric.toHexString(chunk.packed()), proof));
        }
        store.epochs().open(epoch);
        for (Epochs.State state : Epochs.State.values()) {
            if (state != Epochs.State.RECONCILED) {
                store.epochs().advance(epoch, state, state == Epochs.State.SCORED ? details() : Map.of());
            }
        }
    }

    private Map<String, String> details() {
        return Map.ofEntries(
                Map.entry("root", root()),
                Map.entry("total", total().toString()),
                Map.entry("chunks", Integer.toString(chunks.size())),
                Map.entry("recipients", Integer.toString(payments.size())),
                Map.entry("pool", total().toString()),
                Map.entry("activityPool", total().toString()),
                Map.entry("contributionPool", "0"),
                Map.entry("indexPpm", "1250000"),
                Map.entry("elasticityPpm", "1012500"),
                Map.entry("paid", total().toString()),
                Map.entry("deferred", "10"),
                Map.entry("carryAfter", "7"),
                Map.entry("fundAfter", "4000000000000000000000000000"),
                Map.entry("commitTx", "0x" + "c".repeat(64)));
    }

    private Wallets.Entry entry(Address address, int index, BigInteger total) {
        TokenAmount owner = new TokenAmount(BigInteger.TWO);
        TokenAmount activity = new TokenAmount(total).minus(owner);
        TokenAmount none = TokenAmount.ZERO;
        return new Wallets.Entry(
                address, epoch, index, activity, owner, none, none, none, none, new TokenAmount(total));
    }
}
