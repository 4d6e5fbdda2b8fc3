package io.wetoken.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LiveFeedTest {
    private static final LiveView VIEW = new LiveView("2026-11-21", Map.of("validLikes", 1L), List.of());

    @Test
    void nobodyWatchingMeansNobodyReads() {
        AtomicInteger reads = new AtomicInteger();
        try (LiveFeed feed = new LiveFeed(
                () -> {
                    reads.incrementAndGet();
                    return VIEW;
                },
                10)) {
            await().during(LiveFeed.PERIOD.multipliedBy(2))
                    .untilAsserted(() -> assertThat(reads).hasValue(0));
            assertThat(feed.subscribe()).isPresent();
            await().untilAsserted(() -> assertThat(reads.get()).isPositive());
        }
    }

    @Test
    void manyWatchersAreOneReader() {
        AtomicInteger reads = new AtomicInteger();
        try (LiveFeed feed = new LiveFeed(
                () -> {
                    reads.incrementAndGet();
                    return VIEW;
                },
                100)) {
            for (int n = 0; n < 100; n++) {
                assertThat(feed.subscribe()).isPresent();
            }
            assertThat(feed.subscribe()).isEmpty();
            assertThat(feed.subscribers()).isEqualTo(100);
            await().during(LiveFeed.PERIOD.multipliedBy(2))
                    .untilAsserted(() -> assertThat(reads.get()).isLessThan(10));
        }
    }

    @Test
    void aStoreThatFailsDoesNotEndTheReading() {
        AtomicInteger reads = new AtomicInteger();
        try (LiveFeed feed = new LiveFeed(
                () -> {
                    if (reads.incrementAndGet() < 3) {
                        throw new java.io.UncheckedIOException(new java.io.IOException("away"));
                    }
                    return VIEW;
                },
                10)) {
            assertThat(feed.subscribe()).isPresent();
            await().untilAsserted(() -> assertThat(reads.get()).isGreaterThanOrEqualTo(3));
        }
    }
}
