package io.wetoken.settlement.serve;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time up to a limit, less up to half of it by chance, so that many who failed together do not come
 * back together (AWS Architecture Blog, "Exponential Backoff and Jitter", 2015: equal jitter).
 */
final class Backoff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private int tries;

    Backoff(Duration first, Duration most, RandomGenerator random) {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("A wait begins above 0 and ends no lower: " + first + ", " + most);
        }
        this.first = first;
        this.most = most;
        this.random = random;
    }

    Duration next() {
        long full = most.toMillis();
        // 2^62 ms is longer than any limit.
        if (tries < 62 && first.toMillis() <= full >> tries) {
            full = first.toMillis() << tries;
        }
        tries++;
        return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
    }

    void reset() {
        tries = 0;
    }

    /** Tries since the last reset. */
    int tries() {
        return tries;
    }
}
