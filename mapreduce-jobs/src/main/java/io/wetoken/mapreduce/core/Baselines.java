package io.wetoken.mapreduce.core;

import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Indicators;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * {@code indicators.csv}: today against the trailing median, REWARD.md "Inputs". Of an even number of days, the mean of the middle two, floored. A first
 * day has no past to be measured against: its baseline is its own figure, so that the index starts at exactly 1 instead of at its upper bound.
 */
public final class Baselines {
    /** Days before the epoch that are looked back on; those of them that are closed count. */
    public static final int TRAILING = 28;

    private static final String HEADER = "indicator,today,baseline";

    private Baselines() {}

    /** @param earlier the closed days among the {@link #TRAILING} before today, in any order */
    public static List<String> rows(DayTotals today, Collection<DayTotals> earlier) {
        List<Map<String, Long>> past = earlier.stream().map(Indicators::of).toList();
        List<String> rows = new ArrayList<>();
        rows.add(HEADER);
        Indicators.of(today).forEach((name, value) -> {
            long[] values =
                    past.stream().mapToLong(day -> day.get(name)).sorted().toArray();
            rows.add(name + "," + value + "," + (values.length == 0 ? value : median(values)));
        });
        return rows;
    }

    private static long median(long[] sorted) {
        long low = sorted[(sorted.length - 1) / 2];
        long high = sorted[sorted.length / 2];
        return low + (high - low) / 2;
    }
}
