package io.wetoken.store;

import io.wetoken.behaviour.Epoch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

final class MemoryEpochs implements Epochs {
    private final TreeMap<Epoch, Row> rows = new TreeMap<>();
    private final Map<Epoch, Map<Integer, Chunk>> chunks = new HashMap<>();

    @Override
    public synchronized Optional<Row> find(Epoch epoch) {
        return Optional.ofNullable(rows.get(epoch));
    }

    @Override
    public synchronized List<Row> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized List<Row> newest(Optional<Epoch> before, int limit) {
        NavigableMap<Epoch, Row> older = before.<NavigableMap<Epoch, Row>>map(day -> rows.headMap(day, false))
                .orElse(rows);
        return older.descendingMap().values().stream().limit(limit).toList();
    }

    @Override
    public synchronized Row open(Epoch epoch) {
        return rows.computeIfAbsent(epoch, day -> new Row(day, State.OPEN, Map.of()));
    }

    @Override
    public synchronized boolean advance(Epoch epoch, State from, Map<String, String> details) {
        State next = from.next();
        Row row = rows.get(epoch);
        if (row == null || row.state() != from) {
            return false;
        }
        rows.put(epoch, with(row, next, details));
        return true;
    }

    @Override
    public synchronized void note(Epoch epoch, Map<String, String> details) {
        Row row = rows.get(epoch);
        if (row == null) {
            throw new IllegalStateException("Epoch " + epoch + " was never opened");
        }
        rows.put(epoch, with(row, row.state(), details));
    }

    private static Row with(Row row, State state, Map<String, String> details) {
        Map<String, String> all = new TreeMap<>(row.details());
        all.putAll(details);
        return new Row(row.epoch(), state, all);
    }

    @Override
    public synchronized void putChunk(Epoch epoch, Chunk chunk) {
        chunks.computeIfAbsent(epoch, day -> new HashMap<>()).put(chunk.index(), chunk);
    }

    @Override
    public synchronized Optional<Chunk> chunk(Epoch epoch, int index) {
        return Optional.ofNullable(chunks.getOrDefault(epoch, Map.of()).get(index));
    }
}
