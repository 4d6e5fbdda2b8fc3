package io.wetoken.spark.bench;

import io.wetoken.recommender.evaluate.Split;
import java.util.List;

/** Less of a split. */
final class Parts {
    private Parts() {}

    /** Of so many parts of the people the first, with all items; everything where it is one part. */
    static Split first(Split split, int parts) {
        return new Split(
                split.ids(), some(split.train(), parts), some(split.cases(), parts), some(split.tuning(), parts));
    }

    private static <T> List<T> some(List<T> all, int parts) {
        return all.subList(0, (all.size() + parts - 1) / parts);
    }
}
