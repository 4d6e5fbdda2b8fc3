package io.wetoken.flink.live;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What an event changes in its account's day; keyed by {@link #key}.
 *
 * <p>State: the account's presence, until {@link #REMEMBERED} after the day's end by event time; a replay of many days within an hour would keep them all
 * otherwise. One timer a key. A day whose replay takes longer than that, by the time of the events that come beside it, is counted from nothing then.
 */
final class FoldPresence extends KeyedProcessFunction<String, JudgedEvent, DayChange> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    private static final long REMEMBERED = Duration.ofDays(2).toMillis();

    private transient ValueState<Presence> presence;

    static String key(JudgedEvent judged) {
        return judged.getEpoch() + "/" + judged.getEvent().getActor();
    }

    @Override
    public void open(OpenContext context) {
        presence = getRuntimeContext()
                .getState(Kept.state("presence-30d", new CodecSerializer<>(Codecs.of(Signals.PRESENCE)), Kept.DAY));
    }

    @Override
    public void processElement(JudgedEvent judged, Context context, Collector<DayChange> out) throws Exception {
        if (judged.getVerdict() != Verdict.VALID) {
            out.collect(DayChange.suspect(judged.getEpoch(), judged.getReasons()));
            return;
        }
        Presence known = presence.value();
        if (known == null) {
            long over = Epoch.of(judged.getEvent().getReceived()).end();
            context.timerService()
                    .registerEventTimeTimer(
                            Math.max(over, context.timerService().currentWatermark()) + REMEMBERED);
        }
        Presence before = known == null ? Signals.PRESENCE.zero() : known;
        Presence after = Signals.PRESENCE.add(before, judged);
        presence.update(after);
        out.collect(DayChange.valid(judged.getEpoch(), before, after));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DayChange> out) {
        presence.clear();
    }
}
