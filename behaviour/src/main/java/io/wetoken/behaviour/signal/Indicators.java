package io.wetoken.behaviour.signal;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All {@link Indicator}s of a day at once. */
public final class Indicators {
    /** In the order of the reward rule. */
    public static final List<String> NAMES =
            Arrays.stream(Indicator.values()).map(Indicator::wireName).toList();

    private Indicators() {}

    /** By name, in the order of {@link #NAMES}; the two averages in millionths, floored. */
    public static Map<String, Long> of(DayTotals day) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (Indicator indicator : Indicator.values()) {
            values.put(indicator.wireName(), indicator.of(day));
        }
        return Collections.unmodifiableMap(values);
    }
}
