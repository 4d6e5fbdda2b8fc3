package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

final class MemoryWallets implements Wallets {
    private final Map<AccountId, Address> addresses = new HashMap<>();
    private final Map<Address, AccountId> accounts = new HashMap<>();
    private final Map<Address, NavigableMap<Epoch, Entry>> entries = new HashMap<>();
    private final Map<Address, NavigableMap<Epoch, SortedMap<String, Transfer>>> transfers = new HashMap<>();

    @Override
    public synchronized void bind(Map<AccountId, Address> pairs) {
        pairs.forEach((account, address) -> {
            Conflicts.address(address, accounts.getOrDefault(address, account), account);
            Conflicts.account(account, addresses.getOrDefault(account, address), address);
            addresses.put(account, address);
            accounts.put(address, account);
        });
    }

    @Override
    public synchronized Optional<Address> addressOf(AccountId account) {
        return Optional.ofNullable(addresses.get(account));
    }

    @Override
    public synchronized Optional<AccountId> accountOf(Address address) {
        return Optional.ofNullable(accounts.get(address));
    }

    @Override
    public synchronized void putEntries(Collection<Entry> added) {
        added.forEach(entry -> entries.computeIfAbsent(entry.address(), address -> new TreeMap<>())
                .put(entry.epoch(), entry));
    }

    @Override
    public synchronized List<Entry> entries(Address address, int limit) {
        NavigableMap<Epoch, Entry> byEpoch = entries.getOrDefault(address, new TreeMap<>());
        return byEpoch.descendingMap().values().stream().limit(limit).toList();
    }

    @Override
    public synchronized void putTransfers(Collection<Transfer> added) {
        added.forEach(transfer -> List.of(transfer.from(), transfer.to())
                .forEach(party -> transfers
                        .computeIfAbsent(party, address -> new TreeMap<>())
                        .computeIfAbsent(transfer.epoch(), epoch -> new TreeMap<>())
                        .put(transfer.tx(), transfer)));
    }

    @Override
    public synchronized List<Transfer> transfers(Address address, int limit) {
        return transfers.getOrDefault(address, new TreeMap<>()).descendingMap().values().stream()
                .flatMap(day -> day.values().stream())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Entry> entry(Address address, Epoch epoch) {
        return Optional.ofNullable(
                entries.getOrDefault(address, new TreeMap<>()).get(epoch));
    }
}
