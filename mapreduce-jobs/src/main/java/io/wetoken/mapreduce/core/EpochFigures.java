package io.wetoken.mapreduce.core;

import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Indicators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the guard left out of a day, as it is published: the indicators with it and without it, and how much each reason left out. Sums only, and no id.
 */
public final class EpochFigures {
    public static final String RAW_INDICATORS = "raw-indicators.csv";
    public static final String EXCLUSIONS = "exclusions.csv";

    private EpochFigures() {}

    /**
     * @param raw by every distinct event, as if it were valid
     * @param valid by the valid ones
     */
    public static List<String> indicators(DayTotals raw, DayTotals valid) {
        Map<String, Long> all = Indicators.of(raw);
        List<String> rows = new ArrayList<>(List.of("indicator,raw,valid"));
        Indicators.of(valid).forEach((name, value) -> rows.add(name + "," + all.get(name) + "," + value));
        return rows;
    }

    /** @param events suspect events by reason; one that has several is counted for each */
    public static List<String> exclusions(SortedMap<String, Long> events) {
        List<String> rows = new ArrayList<>(List.of("reason,events"));
        events.forEach((reason, count) -> rows.add(reason + "," + count));
        return rows;
    }
}
