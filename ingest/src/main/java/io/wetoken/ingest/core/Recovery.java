package io.wetoken.ingest.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Judges again what was refused, by the rules of this collector, and takes what is good by them. Only what lies in {@code behaviour.rejected} can come in
 * here, with the sender that it had then: so nothing can be made up, and what was not its sender's never is.
 *
 * <p>It is judged as of the moment at which it was refused, for being late is not its sender's fault. It is received now, for its own day may be sealed and
 * counted; and its {@code sent} is moved by as much as its receipt, so that it still happened when it happened. Like every event it may have happened so
 * long before its receipt as the limits say, and no longer: within that time copies are recognised, however often it is recovered.
 */
public final class Recovery {
    private final Limits limits;
    private final BodyParser parser;
    private final Judge judge;
    private final EpochGate gate;
    private final EventLog events;
    private final RefusedLog refused;
    private final Executor executor;
    private final Duration patience;

    /**
     * @param executor for work that may block
     * @param patience after which a recovery fails
     */
    public Recovery(
            Limits limits, EpochGate gate, EventLog events, RefusedLog refused, Executor executor, Duration patience) {
        this.limits = limits;
        this.parser = new BodyParser(limits);
        this.judge = new Judge(limits);
        this.gate = gate;
        this.events = events;
        this.refused = refused;
        this.executor = executor;
        this.patience = patience;
    }

    /**
     * What is refused again is not kept again: it is there already.
     *
     * @param dryRun whether nothing is to be taken
     * @return fails when a record cannot be read, or when the log has not kept everything
     */
    public CompletableFuture<Answer.Taken> again(List<Place> places, boolean dryRun) {
        return CompletableFuture.supplyAsync(() -> refused.read(places), executor)
                .thenComposeAsync(records -> take(records, dryRun), executor)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Answer.Taken> take(List<Refused> records, boolean dryRun) {
        EpochGate.Ticket ticket = gate.enter();
        CompletableFuture<Answer.Taken> answer;
        try {
            List<BehaviourEvent> good = new ArrayList<>();
            List<Answer.Refusal> refusals = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                Judge.Outcome outcome = judged(i, records.get(i), ticket);
                if (outcome instanceof Judge.Accepted accepted) {
                    good.add(accepted.event());
                } else if (outcome instanceof Judge.Rejected rejected) {
                    refusals.add(new Answer.Refusal(
                            i, rejected.element().id(), rejected.fault().reason()));
                }
            }
            Answer.Taken taken = new Answer.Taken(good.size(), refusals);
            answer = dryRun
                    ? CompletableFuture.completedFuture(taken)
                    : events.append(good, List.of(), Sender.UNKNOWN).thenApply(done -> taken);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.whenComplete((done, failure) -> gate.leave(ticket, failure == null));
    }

    private Judge.Outcome judged(int index, Refused record, EpochGate.Ticket ticket) {
        ByteBuffer raw = record.event().getRaw().duplicate();
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        Element element = parser.one(bytes, index, Door.LIVE);
        if (!record.event().getDoor().equals(Door.LIVE.label())) {
            return rejected(
                    element, Reason.EPOCH_CLOSED, "a recorded event has a day of its own: replay its file again");
        }
        long then = record.event().getReceived();
        Judge.Outcome outcome = judge.judge(element, Door.LIVE, then, record.sender());
        return outcome instanceof Judge.Accepted good ? received(good, then, ticket) : outcome;
    }

    private Judge.Outcome received(Judge.Accepted good, long then, EpochGate.Ticket ticket) {
        BehaviourEvent event = good.event();
        long later = Math.max(0, ticket.now() - then);
        event.setReceived(ticket.now());
        event.setSent(event.getSent() + later);
        Optional<Fault> fault = Rules.tooLongAgo(event.getAt(), event.getSent(), limits);
        if (fault.isPresent()) {
            return new Judge.Rejected(good.element(), fault.get());
        }
        return ticket.admits(Epoch.of(ticket.now()))
                ? good
                : rejected(good.element(), Reason.EPOCH_CLOSED, "this day is sealed");
    }

    private static Judge.Outcome rejected(Element element, Reason reason, String detail) {
        return new Judge.Rejected(element, new Fault(reason, detail));
    }
}
