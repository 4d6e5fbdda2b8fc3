package io.wetoken.flink.live;

import io.wetoken.flink.live.core.Tally;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A creator's, room's, app's or content's figures, by day and since the beginning; keyed by subject. */
final class FoldTally extends KeyedProcessFunction<String, TallyChange, TallyNow> {
    private transient ValueState<Tally> total;
    private transient MapState<String, Tally> days;
    /** Days that changed since the last beat. */
    private transient MapState<String, Boolean> untold;
    /** Days whose review has been taken in. */
    private transient MapState<String, Boolean> reviewed;

    @Override
    public void open(OpenContext context) {
        total = getRuntimeContext()
                .getState(Kept.state("tally-400d", new CodecSerializer<>(Codecs.TALLY), Kept.CONTENT));
        days = getRuntimeContext()
                .getMapState(Kept.map("tally-days-30d", new CodecSerializer<>(Codecs.TALLY), Kept.DAY));
        untold = getRuntimeContext().getMapState(Kept.map("untold-30d", BooleanSerializer.INSTANCE, Kept.DAY));
        reviewed =
                getRuntimeContext().getMapState(Kept.map("tally-reviewed-30d", BooleanSerializer.INSTANCE, Kept.DAY));
    }

    @Override
    public void processElement(TallyChange change, Context context, Collector<TallyNow> out) throws Exception {
        if (change.review() && !takesIn(change)) {
            return;
        }
        total.update(with(total.value(), change));
        days.put(change.epoch(), with(days.get(change.epoch()), change));
        if (!untold.contains(change.epoch())) {
            untold.put(change.epoch(), true);
        }
        Pulse.next(context.timerService());
    }

    /** Once; and what was forgotten, or never seen, has nothing to be taken back. */
    private boolean takesIn(TallyChange review) throws Exception {
        if (reviewed.contains(review.epoch()) || total.value() == null || !days.contains(review.epoch())) {
            return false;
        }
        reviewed.put(review.epoch(), true);
        return true;
    }

    private static Tally with(Tally known, TallyChange change) {
        Tally tally = known == null ? new Tally() : known;
        tally.add(change.adds(), change.viewer());
        return tally;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TallyNow> out) throws Exception {
        String subject = context.getCurrentKey();
        for (String day : untold.keys()) {
            Tally tally = days.get(day);
            if (tally != null) {
                out.collect(TallyNow.of(subject, day, tally));
            }
        }
        untold.clear();
        if (total.value() != null) {
            out.collect(TallyNow.of(subject, "", total.value()));
        }
    }
}
