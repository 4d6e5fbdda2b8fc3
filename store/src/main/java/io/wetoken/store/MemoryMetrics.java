package io.wetoken.store;

import io.wetoken.behaviour.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class MemoryMetrics implements Metrics {
    private final TreeMap<Epoch, Map<String, Long>> days = new TreeMap<>();
    private List<Trending> trending = List.of();

    @Override
    public synchronized void put(Epoch epoch, Map<String, Long> figures) {
        if (!figures.isEmpty()) {
            days.computeIfAbsent(epoch, day -> new TreeMap<>()).putAll(figures);
        }
    }

    @Override
    public synchronized Map<String, Long> day(Epoch epoch) {
        return Map.copyOf(days.getOrDefault(epoch, Map.of()));
    }

    @Override
    public synchronized Optional<Epoch> newest() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.lastKey());
    }

    @Override
    public synchronized void putTrending(List<Trending> hottest) {
        Limits.trending(hottest);
        trending = List.copyOf(hottest);
    }

    @Override
    public synchronized List<Trending> trending() {
        return trending;
    }
}
