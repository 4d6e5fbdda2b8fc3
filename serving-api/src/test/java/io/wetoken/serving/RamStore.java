package io.wetoken.serving;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Contents;
import io.wetoken.store.Epochs;
import io.wetoken.store.Metrics;
import io.wetoken.store.Profiles;
import io.wetoken.store.Store;
import io.wetoken.store.Wallets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

final class RamStore implements Store, Metrics, Wallets, Epochs {
    private final Map<Epoch, Map<String, Long>> figures = new ConcurrentHashMap<>();
    private volatile List<Trending> trending = List.of();
    private final Map<AccountId, Address> addresses = new ConcurrentHashMap<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final TreeMap<Epoch, Row> rows = new TreeMap<>();
    private final Map<String, Chunk> chunks = new ConcurrentHashMap<>();

    @Override
    public Profiles profiles() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Contents contents() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Metrics metrics() {
        return this;
    }

    @Override
    public Wallets wallets() {
        return this;
    }

    @Override
    public Epochs epochs() {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public void put(Epoch epoch, Map<String, Long> f) {
        figures.merge(epoch, f, (a, b) -> {
            Map<String, Long> m = new HashMap<>(a);
            m.putAll(b);
            return m;
        });
    }

    @Override
    public Map<String, Long> day(Epoch epoch) {
        return figures.getOrDefault(epoch, Map.of());
    }

    @Override
    public Optional<Epoch> newest() {
        return figures.keySet().stream().max(Comparator.naturalOrder());
    }

    @Override
    public void putTrending(List<Trending> t) {
        trending = List.copyOf(t);
    }

    @Override
    public List<Trending> trending() {
        return trending;
    }

    @Override
    public void bind(Map<AccountId, Address> a) {
        addresses.putAll(a);
    }

    @Override
    public Optional<Address> addressOf(AccountId account) {
        return Optional.ofNullable(addresses.get(account));
    }

    @Override
    public Optional<AccountId> accountOf(Address address) {
        return Optional.empty();
    }

    @Override
    public void putEntries(Collection<Entry> es) {
        es.forEach(e -> entries.put(e.address() + " " + e.epoch(), e));
    }

    @Override
    public List<Entry> entries(Address address, int limit) {
        return entries.values().stream()
                .filter(e -> e.address().equals(address))
                .sorted(Comparator.comparing(Entry::epoch).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Entry> entry(Address address, Epoch epoch) {
        return Optional.ofNullable(entries.get(address + " " + epoch));
    }

    @Override
    public synchronized Optional<Row> find(Epoch epoch) {
        return Optional.ofNullable(rows.get(epoch));
    }

    @Override
    public synchronized List<Row> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized Row open(Epoch epoch) {
        return rows.computeIfAbsent(epoch, e -> new Row(e, State.OPEN, Map.of()));
    }

    @Override
    public synchronized boolean advance(Epoch epoch, State from, Map<String, String> details) {
        Row row = rows.get(epoch);
        if (row == null || row.state() != from) return false;
        Map<String, String> m = new HashMap<>(row.details());
        m.putAll(details);
        rows.put(
                epoch,
                new Row(
                        epoch,
                        java.util.EnumSet.range(from, State.RECONCILED).stream()
                                .skip(1)
                                .findFirst()
                                .orElseThrow(),
                        m));
        return true;
    }

    @Override
    public synchronized void note(Epoch epoch, Map<String, String> details) {
        Row row = rows.get(epoch);
        Map<String, String> m = new HashMap<>(row.details());
        m.putAll(details);
        rows.put(epoch, new Row(epoch, row.state(), m));
    }

    @Override
    public void putChunk(Epoch epoch, Chunk chunk) {
        chunks.put(epoch + " " + chunk.index(), chunk);
    }

    @Override
    public Optional<Chunk> chunk(Epoch epoch, int index) {
        return Optional.ofNullable(chunks.get(epoch + " " + index));
    }
}
