package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which days are to be paid, found from what is there. A day without any events counts too: its stream may only be late, and once a later day is committed the
 * chain takes no earlier one.
 */
public final class DueDays {
    private DueDays() {}

    /**
     * All days that are over and not reconciled, oldest first, without a gap. They begin with the first day that the store or the archive knows, or with
     * {@code from}, but never before the last committed one.
     *
     * @param rows the store's epochs
     * @param archived days of which the archive holds something
     * @param from the first day that may be paid at all
     */
    static List<Epoch> of(Collection<Epochs.Row> rows, Collection<Epoch> archived, Optional<Epoch> from, Instant now) {
        Optional<Epochs.Row> committed = lastCommitted(rows);
        Optional<Epoch> first = committed
                .map(DueDays::notBefore)
                .or(() -> Stream.concat(rows.stream().map(Epochs.Row::epoch), archived.stream())
                        .min(Comparator.naturalOrder()));
        if (first.isEmpty()) {
            return List.of();
        }
        Epoch begin = from.filter(day -> day.compareTo(first.get()) > 0).orElse(first.get());
        List<Epoch> due = new ArrayList<>();
        for (Epoch day = begin; isOver(day, now); day = day.plusDays(1)) {
            due.add(day);
        }
        return due;
    }

    public static boolean isOver(Epoch day, Instant now) {
        return day.end() <= now.toEpochMilli();
    }

    /** The last day that the chain has; earlier ones can be closed and no more. */
    static Optional<Epochs.Row> lastCommitted(Collection<Epochs.Row> rows) {
        return rows.stream()
                .filter(row -> row.state().compareTo(State.COMMITTED) >= 0)
                .max(Comparator.comparing(Epochs.Row::epoch));
    }

    private static Epoch notBefore(Epochs.Row committed) {
        return committed.state() == State.RECONCILED ? committed.epoch().plusDays(1) : committed.epoch();
    }
}
