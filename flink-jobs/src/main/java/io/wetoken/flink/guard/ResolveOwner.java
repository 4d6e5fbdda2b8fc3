package io.wetoken.flink.guard;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says who made what an event is about: the catalogue's answer, then the event's own claim. Keyed by {@link #key}. The actor of a content's first RELEASE
 * owns it, whatever later ones say; a room belongs to whoever first starts it live.
 *
 * <p>{@link AskCatalogue} has mostly asked before; what it has not, is asked for here, one by one.
 *
 * <p>State: the owner, or empty when the catalogue was asked and did not know. It is a cache of the catalogue, so Flink's TTL serves.
 */
public final class ResolveOwner extends KeyedProcessFunction<String, Candidate, Candidate> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    /** A content nobody touched for a month is asked for again when it comes back. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final OwnerLookup lookup;
    private transient OwnerLookup.Opened catalogue;
    private transient ValueState<String> owner;

    public ResolveOwner(OwnerLookup lookup) {
        this.lookup = lookup;
    }

    /** The content, or the room, or for what is about neither the actor. */
    public static String key(Candidate candidate) {
        BehaviourEvent event = candidate.event();
        if (event.getContent() != null) {
            return "content/" + event.getContent();
        }
        return event.getRoom() != null ? "room/" + event.getRoom() : "actor/" + event.getActor();
    }

    @Override
    public void open(OpenContext context) {
        catalogue = lookup.open();
        ValueStateDescriptor<String> descriptor = new ValueStateDescriptor<>("owner-30d", Types.STRING);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(REMEMBERED)
                .updateTtlOnReadAndWrite()
                .cleanupIncrementally(1, false)
                .build());
        owner = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(Candidate candidate, Context context, Collector<Candidate> out) throws Exception {
        BehaviourEvent event = candidate.event();
        if (event.getContent() != null || event.getRoom() != null) {
            String known = known(candidate);
            if (!known.equals(Candidate.UNKNOWN)) {
                event.setOwner(known); // This task's own copy: it has just been read from the network.
            }
        }
        out.collect(candidate);
    }

    private String known(Candidate candidate) throws Exception {
        BehaviourEvent event = candidate.event();
        String known = owner.value();
        if (known == null) {
            known = event.getContent() == null ? Candidate.UNKNOWN : asked(candidate);
            owner.update(known);
        }
        if (known.equals(Candidate.UNKNOWN) && makes(event)) {
            known = event.getActor();
            owner.update(known);
        }
        return known;
    }

    private String asked(Candidate candidate) {
        if (candidate.catalogue() != null) {
            return candidate.catalogue();
        }
        ContentId content = new ContentId(candidate.event().getContent());
        AccountId found = catalogue.owners(List.of(content)).get(content);
        return found == null ? Candidate.UNKNOWN : found.value();
    }

    private static boolean makes(BehaviourEvent event) {
        return event.getContent() == null
                ? event.getKind() == EventKind.LIVE_START
                : event.getKind() == EventKind.RELEASE;
    }

    @Override
    public void close() {
        if (catalogue != null) {
            catalogue.close();
        }
    }
}
