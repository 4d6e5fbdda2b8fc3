package io.wetoken.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class MemoryOutbox implements Outbox {
    private final Map<Writer, Lease> leases = new HashMap<>();
    private final Map<Writer, TreeMap<Long, Entry>> entries = new HashMap<>();

    @Override
    public synchronized Optional<Lease> lease(Writer writer) {
        return Optional.ofNullable(leases.get(writer));
    }

    @Override
    public synchronized Optional<Lease> take(
            Writer writer, String holder, Optional<String> displaced, Instant now, Instant until) {
        Optional<Lease> taken = Leases.next(lease(writer), holder, displaced, now, until);
        taken.ifPresent(lease -> leases.put(writer, lease));
        return taken;
    }

    @Override
    public synchronized void release(Writer writer, Lease lease, Instant now) {
        if (holds(writer, lease)) {
            leases.put(writer, Leases.ended(lease, now));
        }
    }

    @Override
    public synchronized boolean put(Writer writer, Lease lease, Entry entry) {
        if (holds(writer, lease)) {
            entries.computeIfAbsent(writer, key -> new TreeMap<>()).put(entry.nonce(), entry);
            return true;
        }
        return false;
    }

    @Override
    public synchronized boolean forget(Writer writer, Lease lease, long belowNonce) {
        if (holds(writer, lease)) {
            entries.computeIfAbsent(writer, key -> new TreeMap<>())
                    .headMap(belowNonce)
                    .clear();
            return true;
        }
        return false;
    }

    @Override
    public synchronized List<Entry> entries(Writer writer) {
        return List.copyOf(entries.getOrDefault(writer, new TreeMap<>()).values());
    }

    private boolean holds(Writer writer, Lease lease) {
        return lease(writer).filter(held -> held.fence() == lease.fence()).isPresent();
    }
}
