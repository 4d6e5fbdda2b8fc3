package io.wetoken.spark.core;

import io.wetoken.behaviour.Ppm;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Promotion as one viewer gives it: a viewer has the points of the day, and no more, to divide. */
public final class Giving {
    private Giving() {}

    /**
     * @param points of the viewer today, in micro-points
     * @param weights by creator; other persons' creators only
     * @return by creator, floored, positive amounts only; never more than {@code points} in sum
     */
    public static SortedMap<String, Long> of(long points, Map<String, Long> weights) {
        long total = weights.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
        TreeMap<String, Long> given = new TreeMap<>();
        weights.forEach((creator, weight) -> {
            long amount = total == 0 ? 0 : Ppm.scale(points, weight, total);
            if (amount > 0) {
                given.put(creator, amount);
            }
        });
        return given;
    }
}
