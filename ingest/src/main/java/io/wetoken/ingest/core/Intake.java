package io.wetoken.ingest.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.RejectedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** From a body to an answer: parse, judge, stamp, keep. The order of a body is the order in the log. Thread-safe. */
public final class Intake {
    /** A day may lose its RECORDING mark to another replay's "complete" while we wait for it; not for ever. */
    private static final int MARKING_ATTEMPTS = 5;

    private final Limits limits;
    private final BodyParser parser;
    private final Judge judge;
    private final EpochGate gate;
    private final EventLog events;
    private final MarkLog marks;
    private final InstantSource clock;
    private final Executor executor;
    private final Duration patience;

    /**
     * @param executor for work that may block
     * @param patience after which the answer is {@link Answer.Unavailable}
     */
    public Intake(
            Limits limits,
            EpochGate gate,
            EventLog events,
            MarkLog marks,
            InstantSource clock,
            Executor executor,
            Duration patience) {
        this.limits = limits;
        this.parser = new BodyParser(limits);
        this.judge = new Judge(limits);
        this.gate = gate;
        this.events = events;
        this.marks = marks;
        this.clock = clock;
        this.executor = executor;
        this.patience = patience;
    }

    /**
     * Does not block; the work runs on the executor.
     *
     * @param sender at the recorded door {@link Sender#UNKNOWN}
     * @param quota asked at the live door, before anything is judged
     */
    public CompletableFuture<Answer> take(Door door, Body body, Sender sender, Quota quota) {
        return CompletableFuture.completedFuture(body)
                .thenComposeAsync(bytes -> start(door, bytes, sender, quota), executor)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(this::unavailable);
    }

    private CompletableFuture<Answer> start(Door door, Body body, Sender sender, Quota quota) {
        BodyParser.Parsed parsed = parse(door, body);
        if (parsed.unusable().isPresent()) {
            return keep(door, body, parsed.unusable().get(), sender);
        }
        if (door == Door.RECORDED) {
            return recorded(parsed.elements(), sender);
        }
        Optional<Answer.TooMany> over = quota.take(parsed.elements().stream()
                .map(each -> sender.speaker() == null ? each.names() : sender.speaker())
                .toList());
        return over.isPresent() ? CompletableFuture.completedFuture(over.get()) : live(parsed.elements(), sender);
    }

    private BodyParser.Parsed parse(Door door, Body body) {
        if (!body.whole()) {
            return tooLarge("body");
        }
        boolean lines = body.type().equals(Body.LINES);
        byte[] bytes = body.bytes();
        if (body.encoding().equals("gzip")) {
            try {
                bytes = Gunzip.head(bytes, limits.bytes());
            } catch (IOException e) {
                return BodyParser.Parsed.unusable(
                        Reason.BAD_GZIP,
                        "body of " + bytes.length + " bytes is not a whole gzip stream: " + e.getMessage());
            }
            if (bytes.length > limits.bytes()) {
                return tooLarge("body after decompression");
            }
        } else if (!body.encoding().equals("identity")) {
            return BodyParser.Parsed.unusable(
                    Reason.UNSUPPORTED_ENCODING,
                    "Content-Encoding must be gzip or none, is " + Fault.shown(body.encoding()));
        }
        return lines ? parser.lines(bytes, door) : parser.array(bytes, door);
    }

    private BodyParser.Parsed tooLarge(String what) {
        return BodyParser.Parsed.unusable(Reason.BODY_TOO_LARGE, what + " has more than " + limits.bytes() + " bytes");
    }

    private CompletableFuture<Answer> keep(Door door, Body body, Fault fault, Sender sender) {
        byte[] kept = fault.reason() == Reason.BODY_TOO_LARGE && body.bytes().length > limits.keptHead()
                ? Arrays.copyOf(body.bytes(), limits.keptHead())
                : body.bytes();
        return events.append(List.of(), List.of(rejected(ByteBuffer.wrap(kept), fault, door, clock.millis())), sender)
                .thenApply(done -> new Answer.Unusable(fault));
    }

    private CompletableFuture<Answer> live(List<Element> elements, Sender sender) {
        EpochGate.Ticket ticket = gate.enter();
        return append(ticket, Door.LIVE, judged(elements, Door.LIVE, ticket.now(), sender), sender);
    }

    private CompletableFuture<Answer> recorded(List<Element> elements, Sender sender) {
        return recorded(judged(elements, Door.RECORDED, clock.millis(), sender), sender, MARKING_ATTEMPTS);
    }

    private CompletableFuture<Answer> recorded(List<Judge.Outcome> outcomes, Sender sender, int attempts) {
        Set<Epoch> days = new TreeSet<>();
        for (Judge.Outcome outcome : outcomes) {
            if (outcome instanceof Judge.Accepted accepted) {
                days.add(Epoch.of(accepted.event().getReceived()));
            }
        }
        Optional<EpochGate.Ticket> ticket = gate.enterRecorded(days);
        if (ticket.isPresent()) {
            return append(ticket.get(), Door.RECORDED, outcomes, sender);
        }
        if (attempts == 0) {
            return CompletableFuture.completedFuture(new Answer.Unavailable(
                    "The days " + gate.unmarked(days) + " are being declared complete; send again"));
        }
        CompletableFuture<?>[] marking = gate.unmarked(days).stream()
                .map(day -> marks.append(day, Mark.RECORDING))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(marking)
                .thenComposeAsync(done -> recorded(outcomes, sender, attempts - 1), executor);
    }

    private List<Judge.Outcome> judged(List<Element> elements, Door door, long now, Sender sender) {
        List<Judge.Outcome> outcomes = new ArrayList<>(elements.size());
        for (Element element : elements) {
            outcomes.add(judge.judge(element, door, now, sender));
        }
        return outcomes;
    }

    private CompletableFuture<Answer> append(
            EpochGate.Ticket ticket, Door door, List<Judge.Outcome> outcomes, Sender sender) {
        CompletableFuture<Answer> answer;
        try {
            List<BehaviourEvent> accepted = new ArrayList<>(outcomes.size());
            List<RejectedEvent> rejected = new ArrayList<>();
            List<Answer.Refusal> refusals = new ArrayList<>();
            for (Judge.Outcome outcome : outcomes) {
                Judge.Rejected refused = null;
                if (outcome instanceof Judge.Rejected already) {
                    refused = already;
                } else if (outcome instanceof Judge.Accepted candidate) {
                    Epoch day = Epoch.of(candidate.event().getReceived());
                    if (ticket.admits(day)) {
                        accepted.add(candidate.event());
                    } else {
                        refused = new Judge.Rejected(
                                candidate.element(),
                                new Fault(
                                        Reason.EPOCH_CLOSED,
                                        "received " + candidate.event().getReceived() + " is in " + day
                                                + ", which is sealed"));
                    }
                }
                if (refused != null) {
                    Element element = refused.element();
                    rejected.add(rejected(element.raw(), refused.fault(), door, ticket.now()));
                    refusals.add(new Answer.Refusal(
                            element.index(), element.id(), refused.fault().reason()));
                }
            }
            answer = events.append(accepted, rejected, sender)
                    .thenApply(done -> new Answer.Taken(accepted.size(), refusals));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.whenComplete((done, failure) -> gate.leave(ticket, failure == null));
    }

    private static RejectedEvent rejected(ByteBuffer raw, Fault fault, Door door, long now) {
        return new RejectedEvent(raw, fault.reason().name(), fault.detail(), now, door.label(), Wire.SCHEMA_VERSION);
    }

    private Answer unavailable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Error error) {
            throw error;
        }
        return new Answer.Unavailable(
                cause instanceof TimeoutException
                        ? "The event log did not answer within " + patience.toMillis() + " ms"
                        : "The event log failed: " + cause.getMessage());
    }
}
