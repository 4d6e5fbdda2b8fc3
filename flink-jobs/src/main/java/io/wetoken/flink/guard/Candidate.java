package io.wetoken.flink.guard;

import io.wetoken.behaviour.avro.BehaviourEvent;
import java.util.List;

/**
 * An event on its way through the guard. It travels between operators only and is in no checkpoint.
 *
 * @param reasons codes found so far
 * @param line the recorded line it came from; null in the stream
 */
public record Candidate(BehaviourEvent event, List<String> reasons, String line) {
    public static Candidate of(BehaviourEvent event) {
        return of(event, null);
    }

    public static Candidate of(BehaviourEvent event, String line) {
        return new Candidate(event, List.of(), line);
    }
}
