package io.wetoken.flink.live;

import io.wetoken.store.Tallies;
import io.wetoken.store.Tallies.Ranked;
import io.wetoken.store.Tallies.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A day's creators with the most plays; keyed by epoch. State: at most twice as many as are told; beyond that the last are dropped. Plays only grow and every
 * change brings the whole number, so who was dropped is back before he could lead, and the list is exact.
 */
final class TopCreators extends KeyedProcessFunction<String, TallyNow, TopNow> {
    private static final int MAX_KEPT = 2 * Tallies.MAX_TOP;

    private transient ValueState<Map<String, Long>> plays;

    @Override
    public void open(OpenContext context) {
        plays = getRuntimeContext()
                .getState(Kept.state(
                        "top-creators-30d",
                        new MapSerializer<>(StringSerializer.INSTANCE, LongSerializer.INSTANCE),
                        Kept.DAY));
    }

    @Override
    public void processElement(TallyNow creator, Context context, Collector<TopNow> out) throws Exception {
        Map<String, Long> known = plays.value() == null ? new HashMap<>() : plays.value();
        String name = Subject.ofKey(creator.subject()).name();
        if (creator.plays() > 0) {
            known.put(name, creator.plays());
        } else {
            known.remove(name); // A review has taken all of them back.
        }
        plays.update(known.size() > MAX_KEPT ? leaders(known) : known);
        Pulse.next(context.timerService());
    }

    private static Map<String, Long> leaders(Map<String, Long> known) {
        List<Ranked> top = TopNow.top(known);
        return top.stream()
                .collect(Collectors.toMap(
                        each -> each.creator().value(), Ranked::plays, (left, right) -> left, HashMap::new));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TopNow> out) throws Exception {
        if (plays.value() != null) {
            out.collect(new TopNow(context.getCurrentKey(), new HashMap<>(plays.value())));
        }
    }
}
