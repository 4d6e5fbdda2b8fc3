package io.wetoken.ingest.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Mark;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which days still take events, and what of them is under way. Stamping, asking whether the day is open and being counted as under way are one
 * step here, so that a day which is sealed and drained has nothing left to come. Thread-safe.
 */
public final class EpochGate {
    private final InstantSource clock;
    private final Map<Epoch, Mark> marks = new TreeMap<>();
    private final Map<Epoch, Integer> underWay = new HashMap<>();
    private final Set<Epoch> doubtful = new HashSet<>();
    private final Map<Epoch, List<CompletableFuture<Void>>> waiting = new HashMap<>();

    public EpochGate(InstantSource clock) {
        this.clock = clock;
    }

    /** Leave to append events of some days; it must be given back, by {@link #leave}, when the log has answered. */
    public static final class Ticket {
        private final long now;
        private final Set<Epoch> open;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Ticket(long now, Set<Epoch> open) {
            this.now = now;
            this.open = open;
        }

        /** When it was given, in ms: what a live event is stamped with. */
        public long now() {
            return now;
        }

        public boolean admits(Epoch epoch) {
            return open.contains(epoch);
        }
    }

    /** For events that are received now. */
    public synchronized Ticket enter() {
        long now = clock.millis();
        return ticket(now, Set.of(Epoch.of(now)));
    }

    /**
     * For recorded events. The ticket admits the days that are not sealed.
     *
     * @return empty when {@link #unmarked} is not
     */
    public synchronized Optional<Ticket> enterRecorded(Set<Epoch> days) {
        return unmarked(days).isEmpty() ? Optional.of(ticket(clock.millis(), days)) : Optional.empty();
    }

    /** Those that must be marked RECORDING before the first of their events is taken. */
    public synchronized Set<Epoch> unmarked(Set<Epoch> days) {
        Set<Epoch> unmarked = new TreeSet<>(days);
        unmarked.removeIf(day -> marks.get(day) == Mark.RECORDING || marks.get(day) == Mark.SEALED);
        return unmarked;
    }

    /**
     * Gives a ticket back.
     *
     * @param certain whether the log told the fate of everything; if not, {@link #isDoubtful} remembers the days
     */
    public void leave(Ticket ticket, boolean certain) {
        if (!ticket.held.compareAndSet(true, false)) {
            return;
        }
        List<CompletableFuture<Void>> drained = new ArrayList<>();
        synchronized (this) {
            for (Epoch day : ticket.open) {
                if (!certain) {
                    doubtful.add(day);
                }
                if (underWay.merge(day, -1, Integer::sum) == 0) {
                    underWay.remove(day);
                    drained.addAll(waiting.getOrDefault(day, List.of()));
                    waiting.remove(day);
                }
            }
        }
        drained.forEach(each -> each.complete(null));
    }

    /** @return completes when no ticket of the day is out */
    public synchronized CompletableFuture<Void> drained(Epoch day) {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        if (underWay.containsKey(day)) {
            waiting.computeIfAbsent(day, key -> new ArrayList<>()).add(drained);
        } else {
            drained.complete(null);
        }
        return drained;
    }

    /** Whether an append of the day failed without the log telling whether it will still arrive. */
    public synchronized boolean isDoubtful(Epoch day) {
        return doubtful.contains(day);
    }

    /** The log has settled after a doubt. */
    public synchronized void settled(Epoch day) {
        doubtful.remove(day);
    }

    /**
     * Takes over a mark from the log. SEALED is for ever.
     *
     * @return the mark that holds now
     */
    public synchronized Mark apply(Epoch day, Mark mark) {
        return marks.merge(day, mark, (old, next) -> old == Mark.SEALED ? old : next);
    }

    public synchronized Optional<Mark> mark(Epoch day) {
        return Optional.ofNullable(marks.get(day));
    }

    private Ticket ticket(long now, Set<Epoch> days) {
        Set<Epoch> open = new HashSet<>(days);
        open.removeIf(day -> marks.get(day) == Mark.SEALED);
        open.forEach(day -> underWay.merge(day, 1, Integer::sum));
        return new Ticket(now, Set.copyOf(open));
    }
}
