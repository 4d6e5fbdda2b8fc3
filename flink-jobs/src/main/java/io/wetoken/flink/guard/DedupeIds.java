package io.wetoken.flink.guard;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.avro.BehaviourEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link Dedupe} for a stream, in a tenth of its memory: ids are most of what the job keeps, so they are kept as 128 bits, many under one key with one timer
 * for all, instead of a key, a state and a timer each. Keyed by id like {@link Dedupe}, under whose uid it stands: what its checkpoints hold is still asked, and
 * so is what is not a UUID.
 *
 * <p>The keys that ids are kept under ("buckets") are found so that each lies in its ids' own key group, which makes them follow the ids when the parallelism
 * changes. Not for batch execution, where an operator knows one key at a time.
 */
final class DedupeIds extends KeyedProcessOperator<String, Candidate, Candidate> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    /** For a key group. */
    private static final int BUCKETS = 64;

    private static final String BUCKET = "ids/";
    /** How long an id may be kept beyond its time: each bucket is looked through this often. */
    static final long FORGETS_EVERY_MS = TimeUnit.HOURS.toMillis(6);

    /** A time of receipt, until the year 2109; above it stand the hours that the id is kept longer than a window. */
    private static final int RECEIVED_BITS = 42;

    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    private static final long serialVersionUID = 1;

    private final long windowMs;
    private transient FirstCopies firsts;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient String[][] buckets;

    DedupeIds(Duration window) {
        super(new Dedupe(window));
        this.windowMs = window.toMillis();
    }

    @Override
    public void open() throws Exception {
        super.open();
        firsts = FirstCopies.of(getRuntimeContext(), getKeyedStateBackend().getBackendTypeIdentifier());
        // The name that the engine's own operator gives its service: timers of older checkpoints are in it.
        timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        buckets = new String[getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks()][];
    }

    @Override
    public void processElement(StreamRecord<Candidate> record) throws Exception {
        BehaviourEvent event = record.getValue().event();
        long received = event.getReceived();
        EventId id = EventId.parse(event.getId());
        if (id == null || received >>> RECEIVED_BITS != 0 || ((Dedupe) userFunction).remembers()) {
            super.processElement(record);
            return;
        }
        setCurrentKey(bucket(event.getId(), id));
        long first = firsts.find(id);
        if (first >= 0 && Math.abs(received - received(first)) < windowMs) {
            output.collect(Dedupe.DUPLICATES, new StreamRecord<>(Dedupe.duplicate(event), record.getTimestamp()));
            return;
        }
        long behind = Math.max(received, timers.currentWatermark()) - received;
        long hoursBehind = (behind + HOUR_MS - 1) / HOUR_MS;
        long kept = (hoursBehind << RECEIVED_BITS) | received;
        firsts.put(id, kept);
        timers.registerEventTimeTimer(
                VoidNamespace.INSTANCE, (forgetAt(kept) / FORGETS_EVERY_MS + 1) * FORGETS_EVERY_MS);
        output.collect(record);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        if (timer.getKey().startsWith(BUCKET)) {
            long now = timer.getTimestamp();
            firsts.forget(kept -> forgetAt(kept) <= now);
        }
        super.onEventTime(timer);
    }

    private static long received(long kept) {
        return kept & ((1L << RECEIVED_BITS) - 1);
    }

    private long forgetAt(long kept) {
        return received(kept) + (kept >>> RECEIVED_BITS) * HOUR_MS + windowMs;
    }

    private String bucket(String text, EventId id) {
        int group = KeyGroupRangeAssignment.assignToKeyGroup(text, buckets.length);
        if (buckets[group] == null) {
            buckets[group] = buckets(group, buckets.length);
        }
        return buckets[group][Math.floorMod(id.hashCode(), BUCKETS)];
    }

    /** The first names that lie in the group: always the same. */
    private static String[] buckets(int group, int groups) {
        List<String> names = new ArrayList<>(BUCKETS);
        for (int n = 0; names.size() < BUCKETS; n++) {
            String name = BUCKET + n;
            if (KeyGroupRangeAssignment.assignToKeyGroup(name, groups) == group) {
                names.add(name);
            }
        }
        return names.toArray(String[]::new);
    }
}
