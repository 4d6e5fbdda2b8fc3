package io.wetoken.flink.live;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** How many accounts are watching; keyed by subject. State: one number, gone at zero; the time to live is for what nobody touches any more. */
final class CountViewers extends KeyedProcessFunction<String, WatchChange, ViewersNow> {
    private transient ValueState<Long> viewers;

    @Override
    public void open(OpenContext context) {
        viewers = getRuntimeContext().getState(Kept.state("viewers-30d", LongSerializer.INSTANCE, Kept.DAY));
    }

    @Override
    public void processElement(WatchChange change, Context context, Collector<ViewersNow> out) throws Exception {
        long now = (viewers.value() == null ? 0 : viewers.value()) + change.viewers();
        if (now == 0) {
            viewers.clear();
        } else {
            viewers.update(now);
        }
        Pulse.next(context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ViewersNow> out) throws Exception {
        Long now = viewers.value();
        out.collect(new ViewersNow(context.getCurrentKey(), now == null ? 0 : now, timestamp));
    }
}
