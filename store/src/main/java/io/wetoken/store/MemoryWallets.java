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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

final class MemoryWallets implements Wallets {
    private final NavigableMap<AccountId, Address> addresses = new TreeMap<>(Limits.BY_BYTES);
    private final Map<AccountId, Salt> salts = new HashMap<>();
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
    public synchronized void rename(AccountId from, AccountId to) {
        Address address = addresses.get(from);
        if (address != null) {
            Conflicts.account(to, addresses.getOrDefault(to, address), address);
            addresses.remove(from);
            addresses.put(to, address);
            accounts.put(address, to);
        }
        Salt salt = salts.remove(from);
        if (salt != null) {
            salts.put(to, salt);
        }
    }

    @Override
    public synchronized List<AccountId> accounts(Optional<AccountId> after, int limit) {
        return after.map(account -> addresses.tailMap(account, false)).orElse(addresses).keySet().stream()
                .limit(Limits.list(limit, MAX_PAGE))
                .toList();
    }

    @Override
    public synchronized void keepSalts(Map<AccountId, Salt> kept) {
        kept.forEach(salts::putIfAbsent);
    }

    @Override
    public synchronized Map<AccountId, Salt> salts(Collection<AccountId> of) {
        Map<AccountId, Salt> found = new HashMap<>(salts);
        found.keySet().retainAll(Set.copyOf(of));
        return found;
    }

    @Override
    public synchronized boolean keepsSalts() {
        return !salts.isEmpty();
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
