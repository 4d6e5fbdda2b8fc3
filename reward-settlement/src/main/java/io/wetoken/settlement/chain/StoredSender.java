package io.wetoken.settlement.chain;

import io.wetoken.store.Outbox;
import io.wetoken.store.Outbox.Attempt;
import io.wetoken.store.Outbox.Entry;
import io.wetoken.store.Outbox.Writer;
import java.io.IOException;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * Sends a key's transactions so that none is unknown to whoever goes on after a crash: each is stored with its nonce and its signed bytes before it leaves, is
 * sent again as the same bytes when a node has lost it, and is replaced by the same nonce with higher fees when it waits too long. What is under way is known
 * by what it is for, so the same is never signed for two nonces at once.
 */
final class StoredSender implements AutoCloseable {
    /** A node takes a replacement only if both fees rise by an eighth. */
    private static final BigInteger EIGHTH = BigInteger.valueOf(8);

    /** Stored entries at which those that are final are forgotten: not after each, for that would cost a question and a write a transaction. */
    private static final int FORGET_AT = 16;

    /** Of a transaction that does nothing. */
    private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);

    /** Entries whose receipts can still be asked for by what they are for. */
    private static final int REMEMBERED = 2 * Outbox.MAX_ENTRIES;

    private final RewardChain chain;
    private final Web3j web3j;
    private final Credentials key;
    private final Outbox outbox;
    private final Writer writer;
    private final KeyLease lease;
    private final Sending sending;
    private final InstantSource clock;
    private final TreeMap<Long, Entry> stored = new TreeMap<>();
    private final Map<String, Entry> newest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @throws LeaseHeld when another process is the key's writer */
    StoredSender(RewardChain chain, Credentials key, Outbox outbox, Sending sending, InstantSource clock)
            throws IOException {
        this.chain = chain;
        this.web3j = chain.web3j();
        this.key = key;
        this.outbox = outbox;
        this.writer = new Writer(chain.deployment().chainId(), key.getAddress());
        this.sending = sending;
        this.clock = clock;
        this.lease = new KeyLease(outbox, writer, sending.lease(), clock);
        for (Entry entry : outbox.entries(writer)) {
            keep(entry);
        }
        tend();
    }

    /** Whether something that was signed for this may still be mined, or dropped again with the chain's newest blocks. */
    boolean isUnderWay(String what) {
        return stored.values().stream().anyMatch(entry -> entry.what().equals(what));
    }

    /**
     * Signs, stores and sends, unless it is under way already.
     *
     * @param gas what it may use; empty: what the node estimates, and refused if it would revert
     * @throws ChainException when the node does not take it; what was stored is sent again by the next run
     */
    void send(String what, String to, String data, Optional<BigInteger> gas) throws IOException {
        if (isUnderWay(what)) {
            return;
        }
        if (stored.size() >= FORGET_AT) {
            forgetFinal();
        }
        if (stored.size() >= Outbox.MAX_ENTRIES) {
            throw new ChainException(stored.size() + " transactions of the key " + key.getAddress()
                    + " are not final, nonces " + stored.firstKey() + " to " + stored.lastKey()
                    + "; run again when the chain is well");
        }
        BigInteger limit = gas.isPresent() ? gas.get() : estimate(to, data);
        long nonce = free(chain.transactions(key.getAddress(), RewardChain.Moment.NEWEST));
        Fees fees = suggested();
        Entry entry = new Entry(nonce, what, List.of(sign(nonce, limit, to, data, fees)));
        store(entry);
        broadcast(entry);
    }

    /** What became of it, if it is in a block. */
    Optional<TransactionReceipt> receipt(String what) throws IOException {
        Entry entry = newest.get(what);
        if (entry != null) {
            for (Attempt attempt : entry.attempts()) {
                Optional<TransactionReceipt> receipt = chain.receipt(attempt.hash());
                if (receipt.isPresent()) {
                    return receipt;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The first nonce that nothing is stored for. What waits at the node and is not stored is none of this writer's any more: one of the two is mined, and only the
     * effect counts; a nonce above it would wait for ever if the node dropped it.
     */
    private long free(long mined) {
        long nonce = mined;
        while (stored.containsKey(nonce)) {
            nonce++;
        }
        return nonce;
    }

    /** Forgets what is final, sends again what is not mined, and replaces what waits too long. The same bytes sent twice are one transaction. */
    void tend() throws IOException {
        lease.held();
        forgetFinal();
        long mined = chain.transactions(key.getAddress(), RewardChain.Moment.NEWEST);
        fill(mined);
        for (Entry entry : List.copyOf(stored.tailMap(mined).values())) {
            boolean late = entry.newest().at().plus(sending.bumpAfter()).isBefore(clock.instant());
            if (late || (!chain.isKnown(entry.newest().hash()) && !broadcast(entry))) {
                replace(entry);
            }
        }
    }

    /** Nothing above a nonce is mined before it: one that the chain took back after it was forgotten, and that no node has any more, is used up. */
    private void fill(long mined) throws IOException {
        boolean missing = !stored.containsKey(mined) && !stored.tailMap(mined).isEmpty();
        if (missing && chain.transactions(key.getAddress(), RewardChain.Moment.WAITING) <= mined) {
            Entry filler = new Entry(
                    mined, "fill " + mined, List.of(sign(mined, TRANSFER_GAS, key.getAddress(), "0x", suggested())));
            store(filler);
            broadcast(filler);
        }
    }

    private void forgetFinal() throws IOException {
        long next = chain.transactions(key.getAddress(), RewardChain.Moment.BELIEVED);
        if (stored.headMap(next).isEmpty()) {
            return;
        }
        if (!outbox.forget(writer, lease.held(), next)) {
            throw lost();
        }
        stored.headMap(next).clear();
    }

    private void store(Entry entry) throws IOException {
        if (!outbox.put(writer, lease.held(), entry)) {
            throw lost();
        }
        keep(entry);
    }

    private void keep(Entry entry) {
        stored.put(entry.nonce(), entry);
        newest.put(entry.what(), entry);
    }

    private ChainException lost() {
        return new ChainException("The lease of the key " + key.getAddress() + " was taken by "
                + outbox.lease(writer).map(Outbox.Lease::holder).orElse("nobody") + "; it goes on with the work");
    }

    /**
     * Sends the newest attempt; an answer that is lost on the way leaves it to {@link #tend}.
     *
     * @return false when its fees are too low for the node
     */
    private boolean broadcast(Entry entry) throws IOException {
        EthSendTransaction answer;
        try {
            answer = web3j.ethSendRawTransaction(entry.newest().signed()).send();
        } catch (IOException e) {
            return true; // Whether it arrived is unknown; whoever waits for its effect looks, and calls tend.
        }
        String refusal = answer.hasError() ? answer.getError().getMessage().toLowerCase(Locale.ROOT) : "";
        if (answer.hasError() && !isHarmless(refusal)) {
            throw new ChainException("The node does not take nonce " + entry.nonce() + " of " + key.getAddress() + " ("
                    + entry.what() + "): " + answer.getError().getMessage());
        }
        return !refusal.contains("underpriced");
    }

    /** It has it already, or had it: then the chain tells what became of it. */
    private static boolean isHarmless(String refusal) {
        return refusal.contains("already known")
                || refusal.contains("already imported")
                || refusal.contains("nonce too low")
                || refusal.contains("underpriced");
    }

    private void replace(Entry entry) throws IOException {
        Attempt newest = entry.newest();
        Fees fees = suggested().atLeast(raised(newest.maxFee()), raised(newest.tip()));
        if (fees.max().compareTo(sending.maxFee()) > 0 || entry.attempts().size() == Outbox.MAX_ATTEMPTS) {
            return; // It goes on waiting with the fees it has: more is not allowed.
        }
        RawTransaction before = TransactionDecoder.decode(newest.signed());
        List<Attempt> attempts = new ArrayList<>(entry.attempts());
        attempts.add(sign(entry.nonce(), before.getGasLimit(), before.getTo(), before.getData(), fees));
        Entry replaced = new Entry(entry.nonce(), entry.what(), attempts);
        store(replaced);
        broadcast(replaced);
    }

    private static BigInteger raised(BigInteger fee) {
        return fee.add(fee.add(EIGHTH).subtract(BigInteger.ONE).divide(EIGHTH)).max(fee.add(BigInteger.ONE));
    }

    /** Wei for a unit of gas. */
    private record Fees(BigInteger max, BigInteger tip) {
        Fees atLeast(BigInteger lowestMax, BigInteger lowestTip) {
            return new Fees(max.max(lowestMax), tip.max(lowestTip));
        }
    }

    /** Twice the base fee, so that it may double before the transaction is too cheap, and the node's tip; within what is allowed. */
    private Fees suggested() throws IOException {
        BigInteger tip = chain.suggestedTip();
        BigInteger max = chain.baseFee().shiftLeft(1).add(tip).min(sending.maxFee());
        return new Fees(max, tip.min(max));
    }

    private BigInteger estimate(String to, String data) throws IOException {
        return chain.answer(web3j.ethEstimateGas(
                                new Transaction(key.getAddress(), null, null, null, to, BigInteger.ZERO, data))
                        .send())
                .getAmountUsed();
    }

    private Attempt sign(long nonce, BigInteger gas, String to, String data, Fees fees) {
        byte[] signed = TransactionEncoder.signMessage(
                RawTransaction.createTransaction(
                        writer.chainId(),
                        BigInteger.valueOf(nonce),
                        gas,
                        to,
                        BigInteger.ZERO,
                        data,
                        fees.tip(),
                        fees.max()),
                key);
        return new Attempt(
                Numeric.toHexString(Hash.sha3(signed)),
                Numeric.toHexString(signed),
                fees.max(),
                fees.tip(),
                clock.instant());
    }

    @Override
    public void close() {
        lease.close();
    }
}
