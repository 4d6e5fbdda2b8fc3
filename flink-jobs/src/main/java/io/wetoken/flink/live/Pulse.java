package io.wetoken.flink.live;

import org.apache.flink.streaming.api.TimerService;

/**
 * Lets a key speak at most four times a second, however often it changes. The next beat is the same instant for all changes until then, and timers of one
 * key and instant are one.
 */
final class Pulse {
    private static final long EVERY_MS = 250;

    private Pulse() {}

    static void next(TimerService timers) {
        timers.registerProcessingTimeTimer((timers.currentProcessingTime() / EVERY_MS + 1) * EVERY_MS);
    }
}
