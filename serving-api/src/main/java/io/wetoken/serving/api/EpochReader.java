package io.wetoken.serving.api;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.Packed;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Wallets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.web3j.utils.Numeric;

/** Reads epochs, payouts and proofs from the store; {@link Absent} where there is none, {@link IllegalStateException} where rows contradict each other. */
public final class EpochReader {
    private final Store store;
    private final Deployment contracts;
    private final Optional<String> publicChainUrl;

    public EpochReader(Store store, Deployment contracts, Optional<String> publicChainUrl) {
        this.store = store;
        this.contracts = contracts;
        this.publicChainUrl = publicChainUrl;
    }

    Epochs.Row row(Epoch epoch) {
        return store.epochs()
                .find(epoch)
                .orElseThrow(() -> new Absent("There is no epoch " + epoch + "; /v1/epochs lists those that exist"));
    }

    PayoutView.Page payouts(Epoch epoch, int first, int length) {
        Epochs.Row row = row(epoch);
        EpochView.Details details = new EpochView.Details(row);
        Long recipients = details.number("recipients");
        long total = recipients == null || !hasChunks(row) ? 0 : recipients;
        List<PayoutView> page = new ArrayList<>();
        for (long index = first; index < total && page.size() < length; ) {
            int chunk = Math.toIntExact(index / Chunks.SIZE);
            Packed packed = new Packed(chunk(epoch, chunk).packed());
            int in = (int) (index % Chunks.SIZE);
            if (in >= packed.size()) {
                throw new IllegalStateException("Epoch " + epoch + " has " + total + " recipients, but chunk " + chunk
                        + " ends after " + packed.size());
            }
            for (; in < packed.size() && page.size() < length; in++, index++) {
                page.add(new PayoutView(
                        Math.toIntExact(index),
                        packed.address(in).hex(),
                        packed.amount(in).toString()));
            }
        }
        int end = first + page.size();
        return new PayoutView.Page(
                epoch.toString(), row.state(), total, page, !page.isEmpty() && end < total ? end - 1 : null);
    }

    /** @param asked what the caller wrote for the address */
    EntryView entry(Epoch epoch, Address address, String asked) {
        Epochs.Row row = row(epoch);
        Wallets.Entry entry = store.wallets()
                .entry(address, epoch)
                .orElseThrow(() -> noEntry(row, asked + " earned nothing in epoch " + epoch));
        return EntryView.of(entry, row.state());
    }

    ProofView proof(Epoch epoch, Address address) {
        Epochs.Row row = row(epoch);
        Wallets.Entry entry = store.wallets()
                .entry(address, epoch)
                .orElseThrow(() -> noEntry(row, "Epoch " + epoch + " pays nothing to " + address));
        if (entry.index() < 0) {
            throw new Absent("Epoch " + epoch + " pays nothing to " + address + ": its " + entry.total()
                    + " base units are below the smallest payout and were kept for a later epoch");
        }
        int chunkIndex = entry.index() / Chunks.SIZE;
        int in = entry.index() % Chunks.SIZE;
        Epochs.Chunk chunk = chunk(epoch, chunkIndex);
        Packed packed = new Packed(chunk.packed());
        if (in >= packed.size() || !packed.address(in).equals(address)) {
            throw new IllegalStateException("Epoch " + epoch + ": payout " + entry.index() + " should be that of "
                    + address + ", but chunk " + chunkIndex + " does not hold it at " + in);
        }
        return new ProofView(
                epoch.toString(),
                epoch.day(),
                address.hex(),
                packed.amount(in).toString(),
                entry.index(),
                chunkIndex,
                in,
                packed.hex(),
                chunk.proof(),
                Numeric.toHexString(io.wetoken.contracts.merkle.Chunk.leaf(
                        epoch.day(), chunkIndex, Numeric.hexStringToByteArray(packed.hex()))),
                row.details().get("root"),
                contracts.pool(),
                contracts.chainId(),
                publicChainUrl.orElse(null));
    }

    /** Settlement stores the chunks before it begins to pay. */
    private static boolean hasChunks(Epochs.Row row) {
        return row.state().compareTo(Epochs.State.PAYING) >= 0;
    }

    /** Settlement stores the breakdown as the last thing before RECONCILED. */
    private static Absent noEntry(Epochs.Row row, String otherwise) {
        return row.state() == Epochs.State.RECONCILED
                ? new Absent(otherwise)
                : new Absent("Epoch " + row.epoch() + " is " + row.state()
                        + "; its breakdown and proofs are published when it is RECONCILED");
    }

    private Epochs.Chunk chunk(Epoch epoch, int index) {
        return store.epochs()
                .chunk(epoch, index)
                .orElseThrow(() -> new IllegalStateException("Epoch " + epoch + " misses its chunk " + index));
    }
}
