package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Ppm;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What one content's valid acts weigh, by the hour (of true time) in which they happened; the newest hours only.
 *
 * @param byHour hours since 1970 to weight in millionths
 */
public record Heat(SortedMap<Long, Long> byHour) {
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    /** A decay factor's denominator: finer than a millionth, so that old hours do not vanish in steps. */
    private static final long DECAY_ONE = 1_000_000_000L;

    public static final Heat NONE = new Heat(Collections.emptySortedMap());

    public Heat {
        byHour = Collections.unmodifiableSortedMap(new TreeMap<>(byHour));
    }

    /**
     * Trending heat in millionths: each hour's weight, halved for every half-life from the middle of the hour to {@code at}. The factor is rounded to
     * a billionth and computed with {@link StrictMath}, so every machine gets the same.
     *
     * @param at ms since 1970; acts after it weigh in full
     */
    public long micros(long at, ActivityRules.Trend trend) {
        long heat = 0;
        for (Map.Entry<Long, Long> hour : byHour.entrySet()) {
            long age = Math.max(0, at - (hour.getKey() * HOUR_MS + HOUR_MS / 2));
            double kept = StrictMath.pow(0.5, (double) age / trend.halfLifeMs());
            heat += Ppm.scale(hour.getValue(), Math.round(kept * DECAY_ONE), DECAY_ONE);
        }
        return heat;
    }

    /** With some of the acts judged otherwise, in the hours that are kept. */
    public Heat corrected(Heat before, Heat after) {
        TreeMap<Long, Long> corrected = new TreeMap<>(byHour);
        corrected.replaceAll((hour, weight) ->
                Math.max(0, weight - before.byHour.getOrDefault(hour, 0L) + after.byHour.getOrDefault(hour, 0L)));
        return new Heat(corrected);
    }
}
