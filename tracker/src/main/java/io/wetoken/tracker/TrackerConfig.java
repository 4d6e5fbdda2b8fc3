package io.wetoken.tracker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a {@link Tracker} works; {@link #of} gives the defaults, which suit a server of an app.
 *
 * @param collector without a path, as {@code http://collector:8081}
 * @param token the account's token of this moment, where the collector asks who is speaking; a tracker then speaks for one account
 * @param queue directory of what waits, so that it outlives the process; without one it waits in memory. Not shared by two trackers
 * @param maxEvents how many events may wait; beyond it IMPRESSION and HEARTBEAT go first, then the oldest
 * @param maxBytes the same for their JSON, in bytes
 * @param linger how long an event waits for company; a full batch goes at once
 * @param timeout for connecting, and for one answer
 * @param firstPause back-off after the first failure; it doubles with each, and the pause is by chance between nothing and that
 * @param longestPause the back-off grows no further
 * @param closing how long {@link Tracker#close} goes on sending
 */
public record TrackerConfig(
        URI collector,
        Optional<Supplier<String>> token,
        Optional<Path> queue,
        int maxEvents,
        long maxBytes,
        Duration linger,
        Duration timeout,
        Duration firstPause,
        Duration longestPause,
        Duration closing) {
    /** @throws IllegalArgumentException naming what is out of range */
    public TrackerConfig {
        if (maxEvents < 1 || maxBytes < CollectorClient.MAX_BYTES) {
            throw new IllegalArgumentException("A queue holds an event and " + CollectorClient.MAX_BYTES
                    + " bytes at least, not " + maxEvents + " and " + maxBytes);
        }
        if (linger.isNegative()
                || closing.isNegative()
                || timeout.toMillis() < 1
                || firstPause.toMillis() < 1
                || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("These times do not do: linger " + linger + ", closing " + closing
                    + ", timeout " + timeout + ", pauses from " + firstPause + " to " + longestPause);
        }
    }

    public static TrackerConfig of(URI collector) {
        return new TrackerConfig(
                collector,
                Optional.empty(),
                Optional.empty(),
                100_000,
                64 << 20,
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5));
    }

    public TrackerConfig speakingWith(Supplier<String> newToken) {
        return new TrackerConfig(
                collector,
                Optional.of(newToken),
                queue,
                maxEvents,
                maxBytes,
                linger,
                timeout,
                firstPause,
                longestPause,
                closing);
    }

    public TrackerConfig keptIn(Path directory) {
        return new TrackerConfig(
                collector,
                token,
                Optional.of(directory),
                maxEvents,
                maxBytes,
                linger,
                timeout,
                firstPause,
                longestPause,
                closing);
    }

    public TrackerConfig holding(int events, long bytes) {
        return new TrackerConfig(
                collector, token, queue, events, bytes, linger, timeout, firstPause, longestPause, closing);
    }

    public TrackerConfig lingering(Duration longest) {
        return new TrackerConfig(
                collector, token, queue, maxEvents, maxBytes, longest, timeout, firstPause, longestPause, closing);
    }

    public TrackerConfig pausing(Duration first, Duration longest) {
        return new TrackerConfig(
                collector, token, queue, maxEvents, maxBytes, linger, timeout, first, longest, closing);
    }

    public TrackerConfig within(Duration answer, Duration lastWords) {
        return new TrackerConfig(
                collector, token, queue, maxEvents, maxBytes, linger, answer, firstPause, longestPause, lastWords);
    }
}
