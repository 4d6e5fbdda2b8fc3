package io.wetoken.flink.live;

import org.apache.flink.streaming.api.TimerService;

/**
 * Lets a key speak at most four times a second, or as often as it is told, however often it changes. The next beat is the same instant for all changes until then, and timers of one
 * key and instant are one.
 */
final class Pulse {
    private static final long EVERY_MS = 250;

    private Pulse() {}

    static void next(TimerService timers) {
        next(timers, EVERY_MS);
    }

    static void next(TimerService timers, long everyMs) {
        timers.registerProcessingTimeTimer(after(timers.currentProcessingTime(), everyMs));
    }

    /** The first beat after a moment. */
    static long after(long now) {
        return after(now, EVERY_MS);
    }

    private static long after(long now, long everyMs) {
        return (now / everyMs + 1) * everyMs;
    }
}
