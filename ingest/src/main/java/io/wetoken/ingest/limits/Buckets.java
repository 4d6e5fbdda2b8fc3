package io.wetoken.ingest.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One limit, with a bucket for each key. A bucket holds what may come in a minute and fills steadily. Of too many keys the one that was not seen for
 * longest is forgotten, and begins with a full bucket when it comes back: so memory is bounded, and who wants to be forgotten must come from that many
 * addresses. Thread-safe.
 */
final class Buckets {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final String name;
    private final long most;
    private final TimeMeter time;
    private final Map<String, Bucket> byKey;

    /**
     * @param name as in the headers
     * @param most in a minute
     */
    Buckets(String name, long most, int entries, TimeMeter time) {
        this.name = name;
        this.most = most;
        this.time = time;
        this.byKey = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > entries;
            }
        };
    }

    String name() {
        return name;
    }

    long most() {
        return most;
    }

    synchronized int size() {
        return byKey.size();
    }

    ConsumptionProbe take(String key, long count) {
        return bucket(key).tryConsumeAndReturnRemaining(count);
    }

    void giveBack(String key, long count) {
        bucket(key).addTokens(count);
    }

    private synchronized Bucket bucket(String key) {
        return byKey.computeIfAbsent(
                key,
                each -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(most)
                                .refillGreedy(most, WINDOW)
                                .build())
                        .withCustomTimePrecision(time)
                        .build());
    }
}
