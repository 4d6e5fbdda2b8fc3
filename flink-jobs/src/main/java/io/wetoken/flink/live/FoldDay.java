package io.wetoken.flink.live;

import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Indicators;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import io.wetoken.store.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A day's figures from the changes of its accounts, until its review says what they are for good; keyed by epoch. */
final class FoldDay extends KeyedProcessFunction<String, DayChange, DayFigures> {
    private transient ValueState<DayTotals> totals;
    private transient Map<DayChange.Counter, ValueState<Long>> counts;
    /** By reason; bounded by the list of rules. */
    private transient MapState<String, Long> reasons;
    /** By name, of a day that is closed; bounded likewise. */
    private transient MapState<String, Long> closed;

    @Override
    public void open(OpenContext context) {
        totals = getRuntimeContext()
                .getState(Kept.state("totals-30d", new CodecSerializer<>(Codecs.DAY_TOTALS), Kept.DAY));
        counts = new LinkedHashMap<>();
        for (DayChange.Counter counter : DayChange.Counter.values()) {
            counts.put(
                    counter,
                    getRuntimeContext()
                            .getState(Kept.state(counter.figure() + "-30d", LongSerializer.INSTANCE, Kept.DAY)));
        }
        reasons = getRuntimeContext().getMapState(Kept.map("reasons-30d", LongSerializer.INSTANCE, Kept.DAY));
        closed = getRuntimeContext().getMapState(Kept.map("closed-30d", LongSerializer.INSTANCE, Kept.DAY));
    }

    @Override
    public void processElement(DayChange change, Context context, Collector<DayFigures> out) throws Exception {
        if (!change.closed().isEmpty()) {
            closed.putAll(change.closed());
            Pulse.next(context.timerService());
            return;
        }
        ValueState<Long> count = counts.get(change.counter());
        count.update((count.value() == null ? 0 : count.value()) + 1);
        if (change.moves()) {
            DayTotals known = totals.value();
            totals.update(
                    (known == null ? new DayTotals() : known).replace(change.presenceBefore(), change.presenceAfter()));
        }
        for (String reason : change.reasons()) {
            Long known = reasons.get(reason);
            reasons.put(reason, (known == null ? 0 : known) + 1);
        }
        Pulse.next(context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DayFigures> out) throws Exception {
        DayTotals known = totals.value();
        Map<String, Long> figures = new LinkedHashMap<>(Indicators.of(known == null ? new DayTotals() : known));
        for (Map.Entry<DayChange.Counter, ValueState<Long>> count : counts.entrySet()) {
            Long value = count.getValue().value();
            figures.put(count.getKey().figure(), value == null ? 0 : value);
        }
        for (Map.Entry<String, Long> reason : reasons.entries()) {
            figures.put(Metrics.SUSPECTED_FOR + reason.getKey(), reason.getValue());
        }
        if (!closed.isEmpty()) {
            figures.replaceAll((name, value) -> 0L); // A reason of which nothing is left is not to be shown as it was.
            for (Map.Entry<String, Long> figure : closed.entries()) {
                figures.put(figure.getKey(), figure.getValue());
            }
        }
        out.collect(new DayFigures(context.getCurrentKey(), figures));
    }
}
