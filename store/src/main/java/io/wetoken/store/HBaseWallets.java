package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;

final class HBaseWallets implements Wallets {
    private final HBase hbase;

    HBaseWallets(HBase hbase) {
        this.hbase = hbase;
    }

    @Override
    public void bind(Map<AccountId, Address> addresses) {
        for (List<Map.Entry<AccountId, Address>> pairs : HBase.batches(addresses.entrySet())) {
            new Binding(hbase, pairs).run();
        }
    }

    @Override
    public Optional<Address> addressOf(AccountId account) {
        return value(Tables.accountRow(account)).map(bytes -> new Address(Bytes.toString(bytes)));
    }

    /** A claim that its account does not confirm was left behind by a binding that failed, and means nothing. */
    @Override
    public Optional<AccountId> accountOf(Address address) {
        return value(Tables.addressRow(address))
                .map(bytes -> new AccountId(Bytes.toString(bytes)))
                .filter(account -> addressOf(account).equals(Optional.of(address)));
    }

    private Optional<byte[]> value(byte[] row) {
        Get get = new Get(row).addColumn(Tables.WALLET, Tables.VALUE);
        return Optional.ofNullable(hbase.get(Tables.WALLETS, get).value());
    }

    @Override
    public void putEntries(Collection<Entry> entries) {
        hbase.putAll(
                Tables.WALLETS,
                entries,
                entry -> new Put(Tables.entryRow(entry.address(), entry.epoch()))
                        .addColumn(Tables.WALLET, Tables.VALUE, Codecs.encode(entry)));
    }

    @Override
    public List<Entry> entries(Address address, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        Scan scan = new Scan()
                .setStartStopRowForPrefixScan(Tables.entriesPrefix(address))
                .setLimit(limit);
        return hbase.scan(Tables.WALLETS, scan).stream()
                .map(Result::value)
                .map(bytes -> Codecs.entry(address, bytes))
                .toList();
    }

    @Override
    public void putTransfers(Collection<Transfer> transfers) {
        for (Function<Transfer, Address> party : List.<Function<Transfer, Address>>of(Transfer::from, Transfer::to)) {
            hbase.putAll(
                    Tables.WALLETS,
                    transfers,
                    transfer -> new Put(Tables.transferRow(party.apply(transfer), transfer.epoch(), transfer.tx()))
                            .addColumn(Tables.WALLET, Tables.VALUE, Codecs.encode(transfer)));
        }
    }

    @Override
    public List<Transfer> transfers(Address address, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        Scan scan = new Scan()
                .setStartStopRowForPrefixScan(Tables.transfersPrefix(address))
                .setLimit(limit);
        return hbase.scan(Tables.WALLETS, scan).stream()
                .map(Result::value)
                .map(bytes -> Codecs.transfer(address, bytes))
                .toList();
    }

    @Override
    public Optional<Entry> entry(Address address, Epoch epoch) {
        return value(Tables.entryRow(address, epoch)).map(bytes -> Codecs.entry(address, bytes));
    }
}
