package io.wetoken.store;

import java.util.List;

/** Bounds that every implementation keeps. */
final class Limits {
    private Limits() {}

    static void trending(List<Metrics.Trending> trending) {
        if (trending.size() > Metrics.MAX_TRENDING) {
            throw new IllegalArgumentException(
                    trending.size() + " contents trend, the most is " + Metrics.MAX_TRENDING);
        }
    }
}
