package io.wetoken.flink.guard;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.DuplicateEvent;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets the first copy of an id pass; later copies within the window go to {@link #DUPLICATES}. Keyed by id. The first copy is the first to arrive;
 * arrival is roughly the order of {@code received}, and the window looks both ways from it.
 *
 * <p>State: for each id, when its first copy was received. It is dropped by event time, since the window runs on {@code received} and Flink's TTL runs on
 * the wall clock: after an outage a wall-clock TTL would have forgotten ids whose copies still wait in Kafka. An id that arrives behind the watermark, as
 * in a replay of old days, is kept for a window beyond the watermark.
 */
public final class Dedupe extends KeyedProcessFunction<String, Candidate, Candidate> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    public static final OutputTag<DuplicateEvent> DUPLICATES =
            new OutputTag<>("duplicates", TypeInformation.of(DuplicateEvent.class));
    /** As on the wire: the first copy within 48 hours counts. */
    public static final Duration WINDOW = Duration.ofDays(2);
    /** For a bounded file: its size bounds the state, and one line is wanted for each id however late a copy comes. */
    public static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE / 4);

    private final long windowMs;
    private transient ValueState<Tuple2<Long, Long>> seen;

    public Dedupe(Duration window) {
        this.windowMs = window.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        // f0: received of the first copy; f1: the event time at which it is forgotten.
        seen = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("seen-48h", Types.TUPLE(Types.LONG, Types.LONG)));
    }

    @Override
    public void processElement(Candidate candidate, Context context, Collector<Candidate> out) throws Exception {
        BehaviourEvent event = candidate.event();
        long received = event.getReceived();
        Tuple2<Long, Long> first = seen.value();
        if (first != null && Math.abs(received - first.f0) < windowMs) {
            context.output(DUPLICATES, duplicate(event));
            return;
        }
        long forgetAt = Math.max(received, context.timerService().currentWatermark()) + windowMs;
        seen.update(Tuple2.of(received, forgetAt));
        context.timerService().registerEventTimeTimer(forgetAt);
        out.collect(candidate);
    }

    /** Whether the current key is kept by this function. */
    boolean remembers() throws IOException {
        return seen.value() != null;
    }

    static DuplicateEvent duplicate(BehaviourEvent event) {
        return new DuplicateEvent(
                event.getId(),
                event.getActor(),
                event.getReceived(),
                Epoch.of(event.getReceived()).toString());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Candidate> out) throws Exception {
        Tuple2<Long, Long> first = seen.value();
        if (first != null && first.f1 <= timestamp) {
            seen.clear();
        }
    }
}
