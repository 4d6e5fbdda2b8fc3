package io.wetoken.ingest.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.RejectedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Both logs in memory; it can be told to fail, or to hold its answers back. */
public final class MemoryLog implements EventLog, MarkLog {
    private final EpochGate gate;
    private final List<BehaviourEvent> accepted = new ArrayList<>();
    private final List<RejectedEvent> rejected = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private int settled;

    public MemoryLog(EpochGate gate) {
        this.gate = gate;
    }

    @Override
    public synchronized CompletableFuture<Void> append(
            List<BehaviourEvent> events, List<RejectedEvent> refused, Sender sender) {
        return answer.thenRun(() -> keep(events, refused, sender));
    }

    private synchronized void keep(List<BehaviourEvent> events, List<RejectedEvent> refused, Sender sender) {
        accepted.addAll(events);
        rejected.addAll(refused);
        refused.forEach(each -> senders.add(sender));
    }

    @Override
    public synchronized CompletableFuture<Void> settled() {
        settled++;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> append(Epoch epoch, Mark mark) {
        marks.add(epoch + " " + mark);
        gate.apply(epoch, mark);
        return CompletableFuture.completedFuture(null);
    }

    /** What appends of events wait for from now on. */
    public synchronized CompletableFuture<Void> holdBack() {
        answer = new CompletableFuture<>();
        return answer;
    }

    public synchronized void failWith(RuntimeException failure) {
        answer = CompletableFuture.failedFuture(failure);
    }

    public synchronized void recover() {
        answer = CompletableFuture.completedFuture(null);
    }

    public synchronized List<BehaviourEvent> accepted() {
        return List.copyOf(accepted);
    }

    public synchronized List<RejectedEvent> rejected() {
        return List.copyOf(rejected);
    }

    /** Of each of the rejected, in the same order. */
    public synchronized List<Sender> senders() {
        return List.copyOf(senders);
    }

    public synchronized List<String> marks() {
        return List.copyOf(marks);
    }

    synchronized int timesSettled() {
        return settled;
    }
}
