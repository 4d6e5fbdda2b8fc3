package io.wetoken.ingest.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Mark;
import java.util.concurrent.CompletableFuture;

/** The marks that all collectors follow, in one order: {@code behaviour.epochs}. */
public interface MarkLog {
    /** @return completes when the mark is durable and this collector's {@link EpochGate} has seen everything up to it */
    CompletableFuture<Void> append(Epoch epoch, Mark mark);
}
