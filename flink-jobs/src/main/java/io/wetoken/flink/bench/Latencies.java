package io.wetoken.flink.bench;

import java.util.Arrays;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** Times in ms, and what share of them is within which. */
final class Latencies {
    private final long[] sorted;

    /** @throws IllegalArgumentException when there are none */
    Latencies(long[] millis) {
        if (millis.length == 0) {
            throw new IllegalArgumentException("No time was measured");
        }
        sorted = millis.clone();
        Arrays.sort(sorted);
    }

    /** The smallest that at least so many of a hundred do not exceed. */
    long percentile(int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    void into(ObjectNode to) {
        to.put("p50Millis", percentile(50))
                .put("p95Millis", percentile(95))
                .put("p99Millis", percentile(99))
                .put("mostMillis", percentile(100));
    }
}
