package io.wetoken.flink.guard;

import io.wetoken.behaviour.avro.BehaviourEvent;
import java.util.List;

/**
 * An event on its way through the guard. It travels between operators only and is in no checkpoint.
 *
 * @param reasons codes found so far
 * @param line the recorded line it came from; null in the stream
 * @param catalogue what the catalogue says of the content's owner: empty when it was asked and does not know, null when it was not asked for this event
 */
public record Candidate(BehaviourEvent event, List<String> reasons, String line, String catalogue) {
    /** What the catalogue does not know. */
    static final String UNKNOWN = "";

    public Candidate(BehaviourEvent event, List<String> reasons, String line) {
        this(event, reasons, line, null);
    }

    public static Candidate of(BehaviourEvent event) {
        return of(event, null);
    }

    public static Candidate of(BehaviourEvent event, String line) {
        return new Candidate(event, List.of(), line);
    }

    Candidate answered(String owner) {
        return new Candidate(event, reasons, line, owner);
    }
}
