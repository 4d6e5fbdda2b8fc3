package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
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
        List<Map.Entry<AccountId, Address>> unbound = unbound();
        if (!unbound.isEmpty()) {
            claim(unbound);
            confirm(unbound);
        }
    }

    private List<Map.Entry<AccountId, Address>> unbound() {
        List<Result> known = hbase.getAll(
                Tables.WALLETS,
                pairs.stream()
                        .map(pair -> new Get(Tables.accountRow(pair.getKey())))
                        .toList());
        List<Map.Entry<AccountId, Address>> unbound = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isEmpty()) {
                unbound.add(pairs.get(i));
            } else {
                checkAccount(pairs.get(i), known.get(i));
            }
        }
        return unbound;
    }

    private void claim(List<Map.Entry<AccountId, Address>> unbound) {
        List<Boolean> claimed = hbase.changeAll(
                Tables.WALLETS,
                unbound.stream()
                        .map(pair -> writeOnce(
                                Tables.addressRow(pair.getValue()),
                                pair.getKey().value()))
                        .toList());
        for (int i = 0; i < claimed.size(); i++) {
            if (!claimed.get(i)) {
                Map.Entry<AccountId, Address> pair = unbound.get(i);
                Result owner = get(Tables.addressRow(pair.getValue()));
                if (owner.isEmpty()) {
                    // The claim that was in the way has been given back since.
                    claim(List.of(pair));
                } else {
                    Conflicts.address(pair.getValue(), new AccountId(Bytes.toString(owner.value())), pair.getKey());
                }
            }
        }
    }

    private void confirm(List<Map.Entry<AccountId, Address>> unbound) {
        List<Boolean> confirmed = hbase.changeAll(
                Tables.WALLETS,
                unbound.stream()
                        .map(pair -> writeOnce(
                                Tables.accountRow(pair.getKey()),
                                pair.getValue().hex()))
                        .toList());
        for (int i = 0; i < confirmed.size(); i++) {
            if (!confirmed.get(i)) {
                settle(unbound.get(i));
            }
        }
    }

    /** Somebody else bound the account since we looked; a claim for nothing is given back. */
    private void settle(Map.Entry<AccountId, Address> pair) {
        Result known = get(Tables.accountRow(pair.getKey()));
        if (!pair.getValue().hex().equals(Bytes.toString(known.value()))) {
            byte[] row = Tables.addressRow(pair.getValue());
            hbase.change(
                    Tables.WALLETS,
                    CheckAndMutate.newBuilder(row)
                            .ifEquals(
                                    Tables.WALLET,
                                    Tables.VALUE,
                                    Bytes.toBytes(pair.getKey().value()))
                            .build(new Delete(row)));
        }
        checkAccount(pair, known);
    }

    private Result get(byte[] row) {
        return hbase.get(Tables.WALLETS, new Get(row));
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
