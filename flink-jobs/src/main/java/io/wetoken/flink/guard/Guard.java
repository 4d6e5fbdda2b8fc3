package io.wetoken.flink.guard;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.flink.guard.core.Dimension;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The guard from raw events to reasons, in its one order. */
public final class Guard {
    private Guard() {}

    /** Distinct events of a stream; the others are in its side output {@link Dedupe#DUPLICATES}. */
    public static SingleOutputStreamOperator<Candidate> distinct(DataStream<Candidate> raw) {
        return raw.keyBy(candidate -> candidate.event().getId())
                .transform("dedupe", raw.getType(), new DedupeIds(Dedupe.WINDOW))
                .uid("dedupe");
    }

    /** {@link #distinct} for a file of whatever length. */
    public static SingleOutputStreamOperator<Candidate> distinctOfAll(DataStream<Candidate> raw) {
        return raw.keyBy(candidate -> candidate.event().getId())
                .process(new Dedupe(Dedupe.FOR_EVER))
                .uid("dedupe")
                .name("dedupe");
    }

    /** With their owners and everything that speaks against them. */
    public static DataStream<Candidate> examined(
            DataStream<Candidate> distinct, OwnerLookup lookup, TokenCheck tokens) {
        DataStream<Candidate> asked = lookup == OwnerLookup.NONE
                ? distinct
                : distinct.transform("catalogue", distinct.getType(), new AskCatalogue(lookup))
                        .uid("catalogue");
        DataStream<Candidate> owned = asked.keyBy(ResolveOwner::key)
                .process(new ResolveOwner(lookup))
                .uid("owner")
                .name("owner");
        DataStream<Candidate> actors = asked(owned, Dimension.ACTOR, tokens);
        return asked(asked(actors, Dimension.DEVICE, tokens), Dimension.ADDRESS, tokens);
    }

    private static DataStream<Candidate> asked(DataStream<Candidate> events, Dimension dimension, TokenCheck tokens) {
        String name = "rules-" + dimension.name().toLowerCase(java.util.Locale.ROOT);
        return events.keyBy(candidate -> ApplyRules.key(dimension, candidate))
                .process(new ApplyRules(dimension, tokens))
                .uid(name)
                .name(name);
    }

    /** The one verdict. A suspect act weighs nothing. */
    public static JudgedEvent verdict(Candidate candidate) {
        BehaviourEvent event = candidate.event();
        List<String> reasons = candidate.reasons().stream().sorted().toList();
        boolean valid = reasons.isEmpty();
        return new JudgedEvent(
                event,
                valid ? Verdict.VALID : Verdict.SUSPECT,
                reasons,
                valid ? (int) Ppm.ONE : 0,
                Epoch.of(event.getReceived()).toString());
    }
}
