package io.wetoken.tracker;

import io.wetoken.behaviour.avro.EventKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What waits, in the order of its coming, within its bounds. For one thread at a time. */
final class Outbox {
    /** What may go first when there is no room: it tells least. */
    private static final Set<EventKind> LEAST = Set.of(EventKind.IMPRESSION, EventKind.HEARTBEAT);
    /** Of {@code ,"sent":…} and a comma, which each event gets on its way. */
    private static final int ON_THE_WAY = 32;

    private final int maxEvents;
    private final long maxBytes;
    private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
    private final Set<UUID> least = new LinkedHashSet<>();
    private final Set<UUID> underWay = new HashSet<>();
    private long bytes;

    Outbox(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    private record Waiting(Event event, int bytes) {}

    /**
     * @param size of the event's JSON
     * @return false when an event of the id waits already
     */
    boolean add(Event event, int size) {
        if (waiting.putIfAbsent(event.id(), new Waiting(event, size)) != null) {
            return false;
        }
        bytes += size;
        if (LEAST.contains(event.kind())) {
            least.add(event.id());
        }
        return true;
    }

    /** Takes out what has to go so that the bounds are kept; what is under way stays. */
    List<UUID> overflow() {
        List<UUID> gone = new ArrayList<>();
        while (waiting.size() > maxEvents || bytes > maxBytes) {
            Optional<UUID> next = first(least).or(() -> first(waiting.keySet()));
            if (next.isEmpty()) {
                break;
            }
            remove(List.of(next.get()));
            gone.add(next.get());
        }
        return gone;
    }

    private Optional<UUID> first(Set<UUID> ids) {
        return ids.stream().filter(id -> !underWay.contains(id)).findFirst();
    }

    /** The first events that one body takes, at least one where one waits; they are under way until {@link #remove} or {@link #back}. */
    List<Event> next(int limit) {
        List<Event> batch = new ArrayList<>();
        long size = 2;
        for (Waiting each : waiting.values()) {
            size += each.bytes() + ON_THE_WAY;
            if (batch.size() == limit || (size > CollectorClient.MAX_BYTES && !batch.isEmpty())) {
                break;
            }
            batch.add(each.event());
        }
        batch.forEach(event -> underWay.add(event.id()));
        return batch;
    }

    /** What was under way waits again. */
    void back() {
        underWay.clear();
    }

    void remove(Collection<UUID> ids) {
        for (UUID id : ids) {
            Waiting gone = waiting.remove(id);
            if (gone != null) {
                bytes -= gone.bytes();
            }
            least.remove(id);
            underWay.remove(id);
        }
    }

    int size() {
        return waiting.size();
    }

    long bytes() {
        return bytes;
    }

    List<Event> all() {
        return waiting.values().stream().map(Waiting::event).toList();
    }
}
