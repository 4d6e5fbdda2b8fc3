package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sum for each of the newest few days. Immutable.
 *
 * @param byDay days since 1970 to sum
 */
record DaySums(SortedMap<Long, Long> byDay) {
    static final DaySums NONE = new DaySums(Collections.emptySortedMap());
    /** Enough for the disorder of arrival around midnight and for a watch that spans two days. */
    private static final int KEPT = 4;

    DaySums {
        byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
    }

    DaySums plus(long day, long amount) {
        TreeMap<Long, Long> sums = new TreeMap<>(byDay);
        sums.merge(day, amount, Long::sum);
        while (sums.size() > KEPT) {
            sums.pollFirstEntry();
        }
        return new DaySums(sums);
    }

    long of(long day) {
        return byDay.getOrDefault(day, 0L);
    }

    void write(ByteWriter out) {
        out.number(byDay.size());
        byDay.forEach((day, sum) -> out.number(day).number(sum));
    }

    static DaySums read(ByteReader in) {
        TreeMap<Long, Long> sums = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            sums.put(in.number(), in.number());
        }
        return new DaySums(sums);
    }
}
