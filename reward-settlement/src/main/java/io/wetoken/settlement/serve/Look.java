package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.Traces;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.settlement.epoch.EpochRun;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Looks which days are due and pays them in their order, as far as they go. Keeps nothing: whatever it knows it has just found. */
final class Look {
    /** What begins the message of an error that no later day may be paid before it is explained. */
    private static final String STOP = "STOP:";

    private final Source<Store> stores;
    private final Source<? extends Collection<Epoch>> archived;
    private final Days days;
    private final Optional<Epoch> from;
    private final InstantSource clock;
    private final BooleanSupplier ending;
    private final Consumer<String> tell;
    private boolean moved;

    Look(
            Source<Store> stores,
            Source<? extends Collection<Epoch>> archived,
            Days days,
            Optional<Epoch> from,
            InstantSource clock,
            BooleanSupplier ending,
            Consumer<String> tell) {
        this.stores = stores;
        this.archived = archived;
        this.days = days;
        this.from = from;
        this.clock = clock;
        this.ending = ending;
        this.tell = tell;
    }

    /** Asked anew at every look, for what was away may be back. */
    interface Source<T> {
        T get() throws IOException;
    }

    /** Takes a day as far as it goes. */
    interface Days {
        EpochRun.Result run(Store store, Epoch epoch) throws IOException, InterruptedException;
    }

    /** Stops at the first day that is not reconciled: were a later one committed, the chain would never take it. */
    Outcome once() throws InterruptedException {
        moved = false;
        try (Store store = stores.get()) {
            List<Epoch> due = DueDays.of(store.epochs().all(), archived.get(), from, clock.instant());
            if (!due.isEmpty()) {
                tell.accept("Due: " + due.size() + (due.size() == 1 ? " day, " : " days, from ") + due.get(0));
            }
            for (Epoch epoch : due) {
                if (ending.getAsBoolean()) {
                    return new Outcome.Ended();
                }
                Optional<Outcome> end = day(store, epoch);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return new Outcome.Done();
        } catch (IOException | RuntimeException e) {
            return new Outcome.Failed(Optional.empty(), ActionLog.withoutSecrets(Traces.message(e)));
        }
    }

    /** Whether the last look brought any day to another state. */
    boolean moved() {
        return moved;
    }

    private Optional<Outcome> day(Store store, Epoch epoch) throws InterruptedException {
        Optional<State> before = state(store, epoch);
        try {
            EpochRun.Result result = days.run(store, epoch);
            if (result.waitsFor().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    ending.getAsBoolean()
                            ? new Outcome.Ended()
                            : new Outcome.Waits(
                                    epoch,
                                    ActionLog.withoutSecrets(result.waitsFor().get())));
        } catch (IOException | RuntimeException e) {
            String why = ActionLog.withoutSecrets(Traces.message(e));
            return Optional.of(
                    why.startsWith(STOP)
                            ? new Outcome.Stopped(epoch, why)
                            : new Outcome.Failed(Optional.of(epoch), why));
        } finally {
            moved |= !before.equals(state(store, epoch));
        }
    }

    /** As far as the store answers; a store that does not is told of by whatever needs it. */
    private static Optional<State> state(Store store, Epoch epoch) {
        try {
            return store.epochs().find(epoch).map(Epochs.Row::state);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
