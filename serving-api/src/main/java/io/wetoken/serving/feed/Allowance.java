package io.wetoken.serving.feed;

import java.time.Duration;
import java.time.InstantSource;

/** So much a second for everybody together, and no more. What a second leaves is not kept for the next. */
final class Allowance {
    private static final long PERIOD_MS = Duration.ofSeconds(1).toMillis();

    private final int aSecond;
    private final InstantSource clock;
    private long period = Long.MIN_VALUE;
    private int left;

    Allowance(int aSecond, InstantSource clock) {
        this.aSecond = aSecond;
        this.clock = clock;
    }

    /** All of it or nothing. */
    synchronized boolean take(int wanted) {
        long now = clock.millis() / PERIOD_MS;
        if (now != period) {
            period = now;
            left = aSecond;
        }
        if (wanted > left) {
            return false;
        }
        left -= wanted;
        return true;
    }
}
