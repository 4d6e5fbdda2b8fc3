package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.behaviour.points.ConfirmedTransfers;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.chain.TipEvents;
import io.wetoken.store.Wallets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * {@code confirmed.csv}: the gifts, tips and purchases of a day between accounts, as the chain tells them. It is read once, before anything is computed, and kept
 * with the day. A transfer is of the day that its block's time is of and of no other, so a transaction that is named again the next day confirms nothing. Of a
 * transaction the first transfer counts, and only if both addresses were bound to accounts by then, which they are when an account is first scored.
 */
public final class TransferTable {
    private static final int BATCH = 1_000;

    private final EpochFiles files;
    private final TipEvents tips;
    private final Wallets wallets;
    private final Map<String, Optional<AccountId>> known = new HashMap<>();

    private TransferTable(EpochFiles files, RewardChain chain, Wallets wallets) {
        this.files = files;
        this.tips = new TipEvents(chain);
        this.wallets = wallets;
    }

    /**
     * Leaves the file as the chain tells it, up to the block of the one that is there or else to the day's last that is believed.
     *
     * @throws SettlementException when another one is there, for the statistics may come from it
     */
    static void ensure(EpochFiles files, RewardChain chain, Wallets wallets) throws IOException {
        Path file = files.confirmed();
        Path next = file.resolveSibling("." + file.getFileName());
        if (Files.exists(file)) {
            again(files, chain, wallets, next);
            if (Files.mismatch(next, file) >= 0) {
                Files.delete(next);
                throw new SettlementException(file
                        + " was changed: it is not what the chain says of its blocks; keep it as"
                        + " evidence, remove it, " + files.statistics() + " and " + files.scores() + ", and run again");
            }
        } else {
            new TransferTable(files, chain, wallets).write(Long.MAX_VALUE, tx -> true, next);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * What the chain says of the transactions that were kept, up to the same block, into {@code target}. Accounts that were bound since would make it say more; who
     * removes a row is found by the digest.
     *
     * @throws io.wetoken.settlement.chain.ChainException when it cannot be asked
     */
    public static void again(EpochFiles files, RewardChain chain, Wallets wallets, Path target) throws IOException {
        Path file = files.confirmed();
        long until;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            if (header == null || !header.matches(ConfirmedTransfers.HEADER + "[0-9]{1,18}")) {
                throw new SettlementException(
                        file + ":1: must be '" + ConfirmedTransfers.HEADER + "' and its number, is '" + header + "'");
            }
            until = Long.parseLong(header.substring(ConfirmedTransfers.HEADER.length()));
        }
        ConfirmedTransfers kept = ConfirmedTransfers.read(file);
        new TransferTable(files, chain, wallets).write(until, kept::names, target);
    }

    /** Tells the store who paid whom, by the accounts' own addresses; nothing for a day without a table. */
    static void putOnStatements(EpochFiles files, Wallets wallets) throws IOException {
        if (!Files.exists(files.confirmed())) {
            return;
        }
        List<Wallets.Transfer> batch = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(files.confirmed())) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                IdTable.Row row = new IdTable.Row(List.of(line.split(",", -1)));
                batch.add(new Wallets.Transfer(
                        files.epoch(),
                        row.id(0),
                        row.id(1),
                        own(wallets, row.id(2)),
                        own(wallets, row.id(3)),
                        TokenAmount.of(row.id(4))));
                if (batch.size() == BATCH) {
                    wallets.putTransfers(batch);
                    batch.clear();
                }
            }
        }
        wallets.putTransfers(batch);
    }

    private static Address own(Wallets wallets, String account) throws SettlementException {
        return wallets.addressOf(new AccountId(account))
                .orElseThrow(() -> new SettlementException("Account '" + account
                        + "' has a confirmed transfer but no address any more; restore the store"));
    }

    /** Some 300 bytes of memory a transfer of the day. */
    private void write(long until, Predicate<String> of, Path target) throws IOException {
        long last = Math.min(until, tips.lastBefore(files.epoch().end()));
        SortedMap<String, String> rows = new TreeMap<>();
        for (TipEvents.Tip tip : tips.between(tips.lastBefore(files.epoch().start()) + 1, last)) {
            Optional<AccountId> payer = account(tip.from());
            Optional<AccountId> owner = account(tip.to());
            if (payer.isPresent() && owner.isPresent() && of.test(tip.tx())) {
                rows.put(
                        tip.tx(),
                        String.join(
                                ",",
                                tip.tx(),
                                tip.kind(),
                                IdTable.encode(payer.get().value()),
                                IdTable.encode(owner.get().value()),
                                tip.amount().toString()));
            }
        }
        StringBuilder text = new StringBuilder(ConfirmedTransfers.HEADER + last + "\n");
        rows.values().forEach(row -> text.append(row).append('\n'));
        Files.writeString(target, text);
    }

    private Optional<AccountId> account(String address) {
        return known.computeIfAbsent(address, any -> wallets.accountOf(new Address(address)));
    }
}
