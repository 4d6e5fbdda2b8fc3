package io.wetoken.ingest.http;

import com.linecorp.armeria.common.HttpStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.Reason;
import java.time.Duration;

/** What {@code GET /metrics} shows about the doors. */
final class Counters {
    private static final String ACCEPTED = "wetoken.ingest.accepted";
    private static final String RECOVERED = "wetoken.ingest.recovered";
    private static final String REJECTED = "wetoken.ingest.rejected";

    private final MeterRegistry registry;

    Counters(MeterRegistry registry, Admission admission) {
        this.registry = registry;
        registry.gauge("wetoken.ingest.requests.under.way", admission, Admission::requests);
        registry.gauge("wetoken.ingest.body.bytes.held", admission, Admission::bytes);
        recovered(0);
        // A rate needs its zero: a counter that first shows with its first event has no increase.
        for (Door door : Door.values()) {
            count(door, 0);
            for (Reason reason : Reason.values()) {
                count(door, reason, 0);
            }
        }
    }

    void count(Door door, Answer answer, HttpStatus status, long nanos) {
        if (answer instanceof Answer.Taken taken) {
            count(door, taken.accepted());
            taken.rejected().forEach(refusal -> count(door, refusal.reason(), 1));
        } else if (answer instanceof Answer.Unusable unusable) {
            count(door, unusable.fault().reason(), 1);
        } else if (answer instanceof Answer.TooMany over) {
            registry.counter("wetoken.ingest.limited", "limit", over.limit()).increment();
        }
        Timer.builder("wetoken.ingest.requests")
                .tag("door", door.label())
                .tag("status", status.codeAsText())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    void recovered(int events) {
        registry.counter(RECOVERED).increment(events);
    }

    private void count(Door door, int accepted) {
        registry.counter(ACCEPTED, "door", door.label()).increment(accepted);
    }

    private void count(Door door, Reason reason, int rejected) {
        registry.counter(REJECTED, "door", door.label(), "reason", reason.name())
                .increment(rejected);
    }
}
