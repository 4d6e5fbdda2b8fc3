package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.CheckAndMutate;
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

    /** What is new is written before what is old goes: a crash in between leaves both, and the same call again finishes it. */
    @Override
    public void rename(AccountId from, AccountId to) {
        Optional<Salt> salt = Optional.ofNullable(salts(List.of(from)).get(from));
        if (salt.isPresent()) {
            keepSalts(Map.of(to, salt.get()));
            hbase.delete(Tables.WALLETS, Tables.saltRow(from));
        }
        Optional<Address> address = addressOf(from);
        if (address.isPresent()) {
            Conflicts.account(to, addressOf(to).orElse(address.get()), address.get());
            hbase.put(Tables.WALLETS, put(Tables.accountRow(to), address.get().hex()));
            hbase.put(Tables.WALLETS, put(Tables.addressRow(address.get()), to.value()));
            hbase.delete(Tables.WALLETS, Tables.accountRow(from));
        }
    }

    private static Put put(byte[] row, String value) {
        return new Put(row).addColumn(Tables.WALLET, Tables.VALUE, Bytes.toBytes(value));
    }

    @Override
    public List<AccountId> accounts(Optional<AccountId> after, int limit) {
        Scan scan =
                new Scan().setStartStopRowForPrefixScan(Tables.ACCOUNTS_PREFIX).setLimit(Limits.list(limit, MAX_PAGE));
        after.ifPresent(account -> scan.withStartRow(Tables.accountRow(account), false));
        return hbase.scan(Tables.WALLETS, scan).stream()
                .map(row -> new AccountId(Bytes.toString(row.getRow(), 1, row.getRow().length - 1)))
                .toList();
    }

    @Override
    public void keepSalts(Map<AccountId, Salt> salts) {
        for (List<Map.Entry<AccountId, Salt>> batch : HBase.batches(salts.entrySet())) {
            hbase.changeAll(
                    Tables.WALLETS,
                    batch.stream()
                            .map(salt -> CheckAndMutate.newBuilder(Tables.saltRow(salt.getKey()))
                                    .ifNotExists(Tables.WALLET, Tables.VALUE)
                                    .build(put(
                                            Tables.saltRow(salt.getKey()),
                                            salt.getValue().hex())))
                            .toList());
        }
    }

    @Override
    public Map<AccountId, Salt> salts(Collection<AccountId> accounts) {
        return hbase.values(
                Tables.WALLETS,
                accounts,
                account -> new Get(Tables.saltRow(account)).addColumn(Tables.WALLET, Tables.VALUE),
                (account, bytes) -> new Salt(Bytes.toString(bytes)));
    }

    @Override
    public boolean keepsSalts() {
        Scan scan = new Scan().setStartStopRowForPrefixScan(Tables.SALTS_PREFIX).setLimit(1);
        return !hbase.scan(Tables.WALLETS, scan).isEmpty();
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
