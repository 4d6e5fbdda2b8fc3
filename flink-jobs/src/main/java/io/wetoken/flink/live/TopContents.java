package io.wetoken.flink.live;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.store.Metrics;
import io.wetoken.store.Metrics.Trending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The hottest contents, kept under one key. State: at most twice as many contents as may trend; beyond that the coldest are dropped, and come back with
 * their next act.
 */
final class TopContents extends KeyedProcessFunction<Integer, ContentNow, List<Trending>> {
    private static final int MAX_KEPT = 2 * Metrics.MAX_TRENDING;
    private static final ActivityRules.Trend TREND = ActivityRules.reference().trend();

    private transient MapState<String, ContentNow> contents;
    private transient int kept;

    @Override
    public void open(OpenContext context) {
        contents = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("hottest", Types.STRING, TypeInformation.of(ContentNow.class)));
        kept = -1;
    }

    @Override
    public void processElement(ContentNow content, Context context, Collector<List<Trending>> out) throws Exception {
        if (content.heatMicros() <= 0) {
            return;
        }
        if (kept < 0) {
            kept = all().size();
        }
        if (!contents.contains(content.content())) {
            kept++;
        }
        contents.put(content.content(), content);
        if (kept > MAX_KEPT) {
            List<ContentNow> hottest = hottest();
            for (ContentNow cold : hottest.subList(Metrics.MAX_TRENDING, hottest.size())) {
                contents.remove(cold.content());
            }
            kept = Metrics.MAX_TRENDING;
        }
        Pulse.next(context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<List<Trending>> out) throws Exception {
        out.collect(hottest().stream()
                .limit(Metrics.MAX_TRENDING)
                .map(ContentNow::trending)
                .toList());
    }

    private List<ContentNow> all() throws Exception {
        List<ContentNow> all = new ArrayList<>();
        for (Map.Entry<String, ContentNow> content : contents.entries()) {
            all.add(content.getValue());
        }
        return all;
    }

    private List<ContentNow> hottest() throws Exception {
        List<ContentNow> all = all();
        long now = all.stream().mapToLong(ContentNow::at).max().orElse(0);
        all.sort(Comparator.comparingDouble((ContentNow content) -> heat(content, now))
                .reversed()
                .thenComparing(ContentNow::content));
        return all;
    }

    /** Heat at a common time, or what was hot a month ago would lead for ever. */
    private static double heat(ContentNow content, long now) {
        return content.heatMicros() * Math.pow(0.5, (double) (now - content.at()) / TREND.halfLifeMs());
    }
}
