package io.wetoken.ingest.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Mark;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Declares days complete and seals them. Every request may be repeated. */
public final class EpochDesk {
    private final EpochGate gate;
    private final EventLog events;
    private final MarkLog marks;
    private final InstantSource clock;
    private final Duration patience;

    /** @param patience after which a seal that waits for what is under way fails; asked again, it goes on waiting */
    public EpochDesk(EpochGate gate, EventLog events, MarkLog marks, InstantSource clock, Duration patience) {
        this.gate = gate;
        this.events = events;
        this.marks = marks;
        this.clock = clock;
        this.patience = patience;
    }

    /** What was asked of a day, and what holds now. */
    public enum Ruling {
        /** Done: the mark stands. */
        DONE,
        /** The day has not ended by this collector's clock. */
        EPOCH_NOT_OVER,
        /** A replay of the day is unfinished. */
        EPOCH_RECORDING
    }

    /** A replay has sent all it has of the day. On a sealed day it changes nothing. */
    public CompletableFuture<Ruling> complete(Epoch day) {
        boolean settled = gate.mark(day)
                .filter(mark -> mark == Mark.COMPLETE || mark == Mark.SEALED)
                .isPresent();
        return settled
                ? CompletableFuture.completedFuture(Ruling.DONE)
                : marks.append(day, Mark.COMPLETE)
                        .thenApply(done -> Ruling.DONE)
                        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @return DONE only when nothing received in the day can be accepted any more, and all that was is durable */
    public CompletableFuture<Ruling> seal(Epoch day) {
        if (clock.millis() < day.end()) {
            return CompletableFuture.completedFuture(Ruling.EPOCH_NOT_OVER);
        }
        Optional<Mark> mark = gate.mark(day);
        if (mark.filter(Mark.RECORDING::equals).isPresent()) {
            return CompletableFuture.completedFuture(Ruling.EPOCH_RECORDING);
        }
        CompletableFuture<Void> sealed = mark.filter(Mark.SEALED::equals).isPresent()
                ? CompletableFuture.completedFuture(null)
                : marks.append(day, Mark.SEALED);
        return sealed.thenCompose(done -> gate.drained(day))
                .thenCompose(done -> settle(day))
                .thenApply(done -> Ruling.DONE)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> settle(Epoch day) {
        return gate.isDoubtful(day)
                ? events.settled().thenRun(() -> gate.settled(day))
                : CompletableFuture.completedFuture(null);
    }
}
