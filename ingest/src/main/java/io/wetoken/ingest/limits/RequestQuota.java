package io.wetoken.ingest.limits;

import io.github.bucket4j.ConsumptionProbe;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Quota;
import io.wetoken.ingest.core.Speaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the limits say to one request. What is refused takes nothing from any bucket, but that the request came. Thread-safe. */
public final class RequestQuota implements Quota {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final RateLimits limits;
    private final String address;
    private final Map<String, State> states = new LinkedHashMap<>();

    RequestQuota(RateLimits limits, String address) {
        this.limits = limits;
        this.address = address;
    }

    /** @param resetSeconds until the bucket is full again */
    private record State(long remaining, long resetSeconds) {}

    private record Taken(Buckets from, String key, long count) {}

    /** Counts the request itself. */
    public synchronized Optional<Answer.TooMany> enter() {
        return limits.addressRequests().flatMap(buckets -> take(buckets, address, 1, "requests of this address"));
    }

    @Override
    public synchronized Optional<Answer.TooMany> take(List<Speaker> events) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        List<Taken> taken = new ArrayList<>();
        Optional<Answer.TooMany> over = takeAll(
                        limits.addressEvents(), Map.of(address, (long) events.size()), "events of this address", taken)
                .or(() ->
                        takeAll(limits.accountEvents(), counts(events, Speaker::actor), "events of one account", taken))
                .or(() ->
                        takeAll(limits.deviceEvents(), counts(events, Speaker::device), "events of one device", taken));
        if (over.isPresent()) {
            taken.forEach(each -> each.from().giveBack(each.key(), each.count()));
        }
        return over;
    }

    /** The headers {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers); none without limits. */
    public synchronized Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!limits.policy().isEmpty()) {
            headers.put("ratelimit-policy", limits.policy());
        }
        if (!states.isEmpty()) {
            headers.put(
                    "ratelimit",
                    states.entrySet().stream()
                            .map(each -> "\"" + each.getKey() + "\";r="
                                    + each.getValue().remaining() + ";t="
                                    + each.getValue().resetSeconds())
                            .collect(Collectors.joining(", ")));
        }
        return headers;
    }

    private Optional<Answer.TooMany> takeAll(
            Optional<Buckets> buckets, Map<String, Long> counts, String what, List<Taken> taken) {
        if (buckets.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            Optional<Answer.TooMany> over = take(buckets.get(), each.getKey(), each.getValue(), what);
            if (over.isPresent()) {
                return over;
            }
            taken.add(new Taken(buckets.get(), each.getKey(), each.getValue()));
        }
        return Optional.empty();
    }

    private Optional<Answer.TooMany> take(Buckets buckets, String key, long count, String what) {
        ConsumptionProbe probe = buckets.take(key, count);
        State state = new State(probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()));
        states.merge(buckets.name(), state, (old, next) -> old.remaining() <= next.remaining() ? old : next);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(new Answer.TooMany(
                        buckets.name(),
                        "At most " + buckets.most() + " " + what + " are taken in "
                                + Buckets.WINDOW.toSeconds() + " s, " + probe.getRemainingTokens()
                                + " more now, this has " + count + "; nothing of it was taken, send it again later",
                        Duration.ofSeconds(Math.max(1, seconds(probe.getNanosToWaitForRefill())))));
    }

    private static Map<String, Long> counts(List<Speaker> events, Function<Speaker, String> key) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Speaker event : events) {
            if (key.apply(event) != null) {
                counts.merge(key.apply(event), 1L, Long::sum);
            }
        }
        return counts;
    }

    private static long seconds(long nanos) {
        return (nanos + NANOS - 1) / NANOS;
    }
}
