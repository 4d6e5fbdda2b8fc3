package io.wetoken.flink.review.core;

/** Steele and Vigna's finalizer of SplittableRandom: spreads what differs in one bit over all. */
final class Mix {
    private Mix() {}

    static long of(long one, long other) {
        long z = one * 0x9E3779B97F4A7C15L + other;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
