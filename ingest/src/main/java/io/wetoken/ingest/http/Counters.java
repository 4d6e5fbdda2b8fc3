package io.wetoken.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Door;
import java.time.Duration;

/** What {@code GET /metrics} shows about the doors. */
final class Counters {
    private final MeterRegistry registry;

    Counters(MeterRegistry registry, Admission admission) {
        this.registry = registry;
        registry.gauge("wetoken.ingest.requests.under.way", admission, Admission::requests);
        registry.gauge("wetoken.ingest.body.bytes.held", admission, Admission::bytes);
    }

    void count(Door door, Answer answer, long nanos) {
        String status = "202";
        if (answer instanceof Answer.Taken taken) {
            registry.counter("wetoken.ingest.accepted", "door", door.label()).increment(taken.accepted());
            taken.rejected().forEach(refusal -> rejected(door, refusal.reason().name()));
        } else if (answer instanceof Answer.Unusable unusable) {
            rejected(door, unusable.fault().reason().name());
            status = "4xx";
        } else if (answer instanceof Answer.TooMany over) {
            registry.counter("wetoken.ingest.limited", "limit", over.limit()).increment();
            status = "429";
        } else if (answer instanceof Answer.Unproven) {
            status = "401";
        } else {
            status = "503";
        }
        Timer.builder("wetoken.ingest.requests")
                .tag("door", door.label())
                .tag("status", status)
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    private void rejected(Door door, String reason) {
        registry.counter("wetoken.ingest.rejected", "door", door.label(), "reason", reason)
                .increment();
    }
}
