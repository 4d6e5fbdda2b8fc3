package io.wetoken.ingest.core;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.RejectedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where events are kept for good: {@code behaviour.raw} and {@code behaviour.rejected}. */
public interface EventLog {
    /**
     * Appends in the order given. May block for a bounded time.
     *
     * @param sender kept with the rejected, so that they can be judged again as what they were
     * @return completes when every record is durable; fails when one may not be, and then only after the log has stopped trying
     */
    CompletableFuture<Void> append(List<BehaviourEvent> accepted, List<RejectedEvent> rejected, Sender sender);

    /** @return completes when no append that failed earlier can still turn up in the log */
    CompletableFuture<Void> settled();
}
