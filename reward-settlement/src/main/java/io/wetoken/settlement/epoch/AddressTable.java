package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.store.Wallets;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** {@code addresses.csv}: where each account of a day is paid. Who is paid hangs on it, so it is always held against what the salt gives. */
public final class AddressTable {
    private static final String ACCOUNTS = "accounts.csv";
    private static final String ACCOUNTS_HEADER = "account,person";
    private static final String HEADER = "account,address";
    private static final String DERIVED = ".addresses.csv";
    private static final int BATCH = 1_000;

    private AddressTable() {}

    /**
     * Derives the address of every account of a day, or takes the one that its owner named.
     *
     * @param statistics the day's, finished
     */
    public static void derive(Path statistics, OwnAddresses addresses, RedirectTable redirects, Path target)
            throws IOException {
        Path accounts = statistics.resolve(ACCOUNTS);
        Set<String> own = new HashSet<>();
        if (!redirects.isEmpty()) {
            addresses.each(accounts, ACCOUNTS_HEADER, (row, address) -> own.add(address));
        }
        RedirectTable.Recipients recipients = redirects.among(own);
        try (BufferedWriter out = Files.newBufferedWriter(target)) {
            out.write(HEADER + "\n");
            addresses.each(
                    accounts,
                    ACCOUNTS_HEADER,
                    (row, address) -> out.write(row.cells().get(0) + "," + recipients.of(address) + "\n"));
        }
    }

    /**
     * Leaves {@code addresses.csv} as it is derived.
     *
     * @return its SHA-256
     * @throws SettlementException when another one is there, for the scores may come from it
     */
    static String ensure(EpochFiles files, OwnAddresses addresses, RedirectTable redirects) throws IOException {
        Path derived = files.directory().resolve(DERIVED);
        derive(files.statistics(), addresses, redirects, derived);
        if (Files.exists(files.addresses()) && Files.mismatch(derived, files.addresses()) >= 0) {
            Files.delete(derived);
            throw new SettlementException(
                    files.addresses() + " was changed: it is not what the account salt and the redirects give; keep"
                            + " it as evidence, remove it and " + files.scores() + ", and run again");
        }
        Files.move(derived, files.addresses(), StandardCopyOption.ATOMIC_MOVE);
        return FileDigests.of(files.addresses());
    }

    /** Tells the store whose each address is: an account's own, wherever its rewards go. Returns how many there are. */
    static long bind(EpochFiles files, OwnAddresses addresses, Wallets wallets) throws IOException {
        long[] count = {0};
        Map<AccountId, Address> batch = new HashMap<>();
        addresses.each(files.addresses(), HEADER, (row, address) -> {
            batch.put(new AccountId(row.id(0)), new Address(address));
            count[0]++;
            if (batch.size() == BATCH) {
                wallets.bind(batch);
                batch.clear();
            }
        });
        wallets.bind(batch);
        return count[0];
    }
}
