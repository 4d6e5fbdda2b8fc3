package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.ArrayList;
import java.util.List;

/** What events add up to, as it travels. */
final class Gathered {
    private Gathered() {}

    static List<ContentChange> contents(List<JudgedEvent> valid) {
        return all(new GatherContents(), valid);
    }

    static List<TallyChange> tallies(List<JudgedEvent> valid) {
        return all(new GatherTallies(), valid);
    }

    private static <C> List<C> all(Gathering<C> gathering, List<JudgedEvent> valid) {
        valid.forEach(gathering::add);
        List<C> changes = new ArrayList<>();
        gathering.drain(changes::add);
        return changes;
    }
}
