package io.wetoken.ingest.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.ingest.core.EpochGate;
import io.wetoken.ingest.core.EventLog;
import io.wetoken.ingest.core.MarkLog;
import io.wetoken.ingest.core.Reason;
import io.wetoken.ingest.core.Sender;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps nothing but counts; but encodes everything as Kafka's log does, and reads it back. */
final class CountingLog implements EventLog, MarkLog {
    /** What the topic of rejected records takes. */
    private static final int MAX_RECORD_BYTES = 2 << 20;

    private final EpochGate gate;
    private long accepted;
    private long rejected;
    private RejectedEvent lastRejected;

    CountingLog(EpochGate gate) {
        this.gate = gate;
    }

    @Override
    public synchronized CompletableFuture<Void> append(
            List<BehaviourEvent> events, List<RejectedEvent> refused, Sender sender) {
        try {
            for (BehaviourEvent event : events) {
                if (!Wire.RAW.decode(Wire.RAW.encode(event)).equals(event)) {
                    throw new IllegalStateException("An accepted event is another when it is read back: " + event);
                }
            }
            for (RejectedEvent event : refused) {
                Reason known = Reason.valueOf(event.getReason());
                byte[] encoded = Wire.REJECTED.encode(event);
                if (encoded.length > MAX_RECORD_BYTES
                        || !Wire.REJECTED.decode(encoded).equals(event)) {
                    throw new IllegalStateException("What was rejected as " + known + " cannot be kept: "
                            + encoded.length + " bytes, " + event.getDetail());
                }
                lastRejected = event;
            }
        } catch (IOException e) {
            throw new IllegalStateException("A record cannot be read back", e);
        }
        accepted += events.size();
        rejected += refused.size();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> settled() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> append(Epoch epoch, Mark mark) {
        gate.apply(epoch, mark);
        return CompletableFuture.completedFuture(null);
    }

    synchronized long accepted() {
        return accepted;
    }

    synchronized long rejected() {
        return rejected;
    }

    /** Null before the first. */
    synchronized RejectedEvent lastRejected() {
        return lastRejected;
    }
}
