package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.contracts.AccountAddresses;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.store.Wallets;
import io.wetoken.store.Wallets.Salt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Accounts' own addresses. They are derived from the account's name and the secret of the deployment; since somebody was erased, those of the accounts of that time
 * from what the store keeps of each, for the secret of that time is gone.
 */
public final class OwnAddresses {
    private static final int BATCH = 1_000;

    private final AccountAddresses derived;
    private final Wallets wallets;
    private final boolean kept;

    public OwnAddresses(AccountAddresses derived, Wallets wallets) {
        this.derived = derived;
        this.wallets = wallets;
        this.kept = wallets.keepsSalts();
    }

    /** As the settings name contracts and secret. */
    public static OwnAddresses of(SettlementConfig config, Wallets wallets) throws IOException {
        AccountAddresses derived = Deployment.read(config.contracts())
                .accountAddresses(Secrets.in(config.secrets()).accountSalt());
        return new OwnAddresses(derived, wallets);
    }

    /** What is done with a row of a table and the address of the account in its first cell. */
    interface Each {
        void row(IdTable.Row row, String own) throws IOException;
    }

    /** Reads a table row by row, some thousand at a time. @throws IOException as {@link IdTable#read} */
    void each(Path table, String header, Each each) throws IOException {
        List<IdTable.Row> batch = new ArrayList<>();
        IdTable.read(table, header, row -> {
            batch.add(row);
            if (batch.size() == BATCH) {
                give(batch, each);
            }
        });
        give(batch, each);
    }

    private void give(List<IdTable.Row> batch, Each each) throws IOException {
        Map<AccountId, Salt> salts = kept
                ? wallets.salts(
                        batch.stream().map(row -> new AccountId(row.id(0))).toList())
                : Map.of();
        for (IdTable.Row row : batch) {
            Salt salt = salts.get(new AccountId(row.id(0)));
            each.row(row, salt == null ? derived.of(row.id(0)) : ofSalt(salt));
        }
        batch.clear();
    }

    /** What an account's address is derived from, for it to be kept. */
    public Salt salt(AccountId account) {
        return new Salt("0x" + HexFormat.of().formatHex(derived.salt(account.value())));
    }

    public String ofSalt(Salt salt) {
        return derived.ofSalt(HexFormat.of().parseHex(salt.hex(), 2, salt.hex().length()));
    }
}
