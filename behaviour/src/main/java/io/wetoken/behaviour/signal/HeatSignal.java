package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Folds the valid events about one content into its {@link Heat}; an act weighs by its kind and by the actor's trust. */
final class HeatSignal implements Signal<Heat> {
    private static final int VERSION = 1;
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private final ActivityRules.Effective effective;
    private final ActivityRules.Trend trend;

    HeatSignal(ActivityRules.Effective effective, ActivityRules.Trend trend) {
        this.effective = effective;
        this.trend = trend;
    }

    @Override
    public String name() {
        return "heat";
    }

    @Override
    public Heat zero() {
        return Heat.NONE;
    }

    @Override
    public Heat add(Heat state, JudgedEvent judged) {
        long weight = Acts.valid(judged) ? Ppm.of(weight(judged.getEvent()), judged.getTrustPpm()) : 0;
        if (weight == 0) {
            return state;
        }
        long hour = Math.floorDiv(TrueTime.of(judged.getEvent()), HOUR_MS);
        TreeMap<Long, Long> byHour = new TreeMap<>(state.byHour());
        byHour.merge(hour, weight, Long::sum);
        return newest(byHour);
    }

    private long weight(BehaviourEvent event) {
        return switch (event.getKind()) {
            case PLAY, LIVE_PLAY -> Acts.effectivePlay(event, effective) ? trend.play() : 0;
            case LIKE -> trend.like();
            case COMMENT -> trend.comment();
            case SHARE -> trend.share();
            default -> 0;
        };
    }

    @Override
    public Heat merge(Heat left, Heat right) {
        TreeMap<Long, Long> byHour = new TreeMap<>(left.byHour());
        right.byHour().forEach((hour, weight) -> byHour.merge(hour, weight, Long::sum));
        return newest(byHour);
    }

    /** What is dropped could never come back, for the newest hour only grows: so any order drops the same. */
    private Heat newest(SortedMap<Long, Long> byHour) {
        return byHour.isEmpty() ? Heat.NONE : new Heat(byHour.tailMap(byHour.lastKey() - trend.hours() + 1));
    }

    @Override
    public byte[] encode(Heat state) {
        ByteWriter out = new ByteWriter().number(VERSION).number(state.byHour().size());
        for (Map.Entry<Long, Long> hour : state.byHour().entrySet()) {
            out.number(hour.getKey()).number(hour.getValue());
        }
        return out.bytes();
    }

    @Override
    public Heat decode(byte[] bytes) {
        ByteReader in = new ByteReader(name(), bytes);
        in.version(VERSION);
        SortedMap<Long, Long> byHour = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            byHour.put(in.number(), in.number());
        }
        in.end();
        return new Heat(byHour);
    }
}
