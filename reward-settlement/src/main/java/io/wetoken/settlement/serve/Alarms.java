package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.Traces;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds what is wrong and tells of it, beside whatever runs: a day that takes or waits for hours must not keep its own alarm waiting. */
final class Alarms {
    private final Path epochs;
    private final Look.Source<Store> stores;
    private final Look.Source<? extends Collection<Epoch>> archived;
    private final ServeConfig config;
    private final boolean manual;
    private final Optional<AlertHook> hook;
    private final InstantSource clock;
    private final Figures figures;
    private final Consumer<String> tell;
    private List<Epochs.Row> rows = List.of();
    private List<Epoch> due = List.of();
    private boolean hasRead;

    Alarms(
            Path epochs,
            Look.Source<Store> stores,
            Look.Source<? extends Collection<Epoch>> archived,
            ServeConfig config,
            boolean manual,
            Optional<AlertHook> hook,
            InstantSource clock,
            Figures figures,
            Consumer<String> tell) {
        this.epochs = epochs;
        this.stores = stores;
        this.archived = archived;
        this.config = config;
        this.manual = manual;
        this.hook = hook;
        this.clock = clock;
        this.figures = figures;
        this.tell = tell;
    }

    /** From now on what is reconciled is news. */
    void begin() throws IOException {
        AlertBook.open(epochs, ActionLog.read(epochs).size()).save();
    }

    /** @param lastLook what came of the last look; asked for when all else was read */
    void check(Supplier<Outcome> lastLook) throws IOException, InterruptedException {
        Instant now = clock.instant();
        read(now);
        List<ActionLog.Entry> log = ActionLog.read(epochs);
        AlertBook book = AlertBook.open(epochs, log.size());
        Outcome last = lastLook.get();
        List<Trouble> troubles = Troubles.of(last, rows, due, log, manual, config.alerts(), now);
        figures.saw(rows, due, troubles, now);
        book.note(troubles, unknown(last), now, config.alerts().repeat());
        book.read(log, now);
        if (hook.isEmpty()) {
            book.drop();
        }
        book.save();
        deliver(book);
        figures.pending(book.pending());
    }

    /** A server that has just started cannot know yet whether what another told of is over. */
    private Set<Trouble.Kind> unknown(Outcome last) {
        Set<Trouble.Kind> unknown = EnumSet.noneOf(Trouble.Kind.class);
        if (last instanceof Outcome.Standby || last instanceof Outcome.Ended) {
            unknown.addAll(EnumSet.of(Trouble.Kind.FAILED, Trouble.Kind.STOPPED));
        }
        if (!hasRead) {
            unknown.addAll(EnumSet.of(Trouble.Kind.APPROVAL, Trouble.Kind.UNPAID));
        }
        return unknown;
    }

    /** A store that is away is told of by the look that needs it; what was there last still tells how late a day is. */
    private void read(Instant now) {
        try (Store store = stores.get()) {
            rows = store.epochs().all();
            due = DueDays.of(rows, archived.get(), config.from(), now);
            hasRead = true;
        } catch (IOException | RuntimeException e) {
            tell.accept("Alarms go by what was seen last: " + ActionLog.withoutSecrets(Traces.message(e)));
        }
    }

    private void deliver(AlertBook book) throws IOException, InterruptedException {
        if (hook.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Optional<AlertBook.Message> next = book.due(now); next.isPresent(); next = book.due(now)) {
            AlertBook.Message message = next.get();
            try {
                hook.get().send(message.id(), message.body(), now);
                book.delivered(message);
                figures.alert("delivered");
            } catch (IOException e) {
                boolean givenUp = book.failed(message, now);
                figures.alert(givenUp ? "given_up" : "failed");
                tell.accept(e.getMessage() + (givenUp ? "; message " + message.id() + " is given up" : ""));
            }
            book.save();
        }
    }
}
