package io.wetoken.recommender.quality;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A day, and what it is measured by.
 *
 * @param before days before it, oldest first; may be none
 * @param missing days of the window that is learnt from that are not closed, between its first closed day and this one
 */
public record Days(DayFigures day, List<DayFigures> before, List<String> missing) {
    public Days {
        before = List.copyOf(before);
        missing = List.copyOf(missing);
    }

    /** Of the days before; the mean of the middle two where they are even. */
    double median(ToDoubleFunction<DayFigures> figure) {
        double[] sorted = before.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0
                ? 0
                : Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                        .average()
                        .orElse(0);
    }

    /** Whether a usual day before has enough acts for shares to say something. */
    boolean hasUsualDays(QualityRules rules) {
        return median(DayFigures::acts) >= rules.fromActs();
    }
}
