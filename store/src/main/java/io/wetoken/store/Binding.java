package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.CheckAndMutateResult;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * Binds a batch of accounts to addresses, in two rows each and without a transaction: the address is claimed first and the account is written after, so an
 * account's row is never there without the claim. What a crash leaves between the two is a claim that the same binding, run again, completes.
 */
final class Binding {
    private final HBase hbase;
    private final List<Map.Entry<AccountId, Address>> pairs;

    Binding(HBase hbase, List<Map.Entry<AccountId, Address>> pairs) {
        this.hbase = hbase;
        this.pairs = pairs;
    }

    void run() {
        hbase.with(Tables.WALLETS, table -> {
            List<Map.Entry<AccountId, Address>> unbound = unbound(table);
            claim(table, unbound);
            confirm(table, unbound);
            return null;
        });
    }

    private List<Map.Entry<AccountId, Address>> unbound(Table table) throws IOException {
        Result[] known = table.get(pairs.stream()
                .map(pair -> new Get(Tables.accountRow(pair.getKey())))
                .toList());
        List<Map.Entry<AccountId, Address>> unbound = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            if (known[i].isEmpty()) {
                unbound.add(pairs.get(i));
            } else {
                checkAccount(pairs.get(i), known[i]);
            }
        }
        return unbound;
    }

    private static void claim(Table table, List<Map.Entry<AccountId, Address>> unbound) throws IOException {
        List<CheckAndMutateResult> claims = table.checkAndMutate(unbound.stream()
                .map(pair -> writeOnce(
                        Tables.addressRow(pair.getValue()), pair.getKey().value()))
                .toList());
        for (int i = 0; i < claims.size(); i++) {
            if (!claims.get(i).isSuccess()) {
                Map.Entry<AccountId, Address> pair = unbound.get(i);
                byte[] owner =
                        table.get(new Get(Tables.addressRow(pair.getValue()))).value();
                Conflicts.address(pair.getValue(), new AccountId(Bytes.toString(owner)), pair.getKey());
            }
        }
    }

    private static void confirm(Table table, List<Map.Entry<AccountId, Address>> unbound) throws IOException {
        List<CheckAndMutateResult> confirmed = table.checkAndMutate(unbound.stream()
                .map(pair -> writeOnce(
                        Tables.accountRow(pair.getKey()), pair.getValue().hex()))
                .toList());
        for (int i = 0; i < confirmed.size(); i++) {
            if (!confirmed.get(i).isSuccess()) {
                settle(table, unbound.get(i));
            }
        }
    }

    /** Somebody else bound the account since we looked; a claim for nothing is given back. */
    private static void settle(Table table, Map.Entry<AccountId, Address> pair) throws IOException {
        Result known = table.get(new Get(Tables.accountRow(pair.getKey())));
        if (!HBaseWallets.same(known.value(), pair.getValue().hex())) {
            byte[] row = Tables.addressRow(pair.getValue());
            table.checkAndMutate(CheckAndMutate.newBuilder(row)
                    .ifEquals(
                            Tables.WALLET,
                            Tables.VALUE,
                            Bytes.toBytes(pair.getKey().value()))
                    .build(new Delete(row)));
        }
        checkAccount(pair, known);
    }

    private static void checkAccount(Map.Entry<AccountId, Address> pair, Result known) {
        Conflicts.account(pair.getKey(), new Address(Bytes.toString(known.value())), pair.getValue());
    }

    private static CheckAndMutate writeOnce(byte[] row, String value) {
        return CheckAndMutate.newBuilder(row)
                .ifNotExists(Tables.WALLET, Tables.VALUE)
                .build(new Put(row).addColumn(Tables.WALLET, Tables.VALUE, Bytes.toBytes(value)));
    }
}
