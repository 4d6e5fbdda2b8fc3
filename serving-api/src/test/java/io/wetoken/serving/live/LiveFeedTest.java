package io.wetoken.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LiveFeedTest {
    private static final Map<Subject, ?> VIEW = Map.of(Subject.PLATFORM, "figures");

    @Test
    void nobodyWatchingMeansNobodyReads() {
        AtomicInteger reads = new AtomicInteger();
        try (LiveFeed feed = new LiveFeed(
                subjects -> {
                    reads.incrementAndGet();
                    return VIEW;
                },
                10)) {
            await().during(LiveFeed.PERIOD.multipliedBy(2))
                    .untilAsserted(() -> assertThat(reads).hasValue(0));
            assertThat(feed.subscribe(Subject.PLATFORM)).isPresent();
            await().untilAsserted(() -> assertThat(reads.get()).isPositive());
        }
    }

    @Test
    void manyWatchersAreOneReader() {
        AtomicInteger reads = new AtomicInteger();
        try (LiveFeed feed = new LiveFeed(
                subjects -> {
                    reads.incrementAndGet();
                    return VIEW;
                },
                100)) {
            for (int n = 0; n < 100; n++) {
                assertThat(feed.subscribe(Subject.PLATFORM)).isPresent();
            }
            assertThat(feed.subscribe(Subject.PLATFORM)).isEmpty();
            assertThat(feed.subscribers()).isEqualTo(100);
            await().during(LiveFeed.PERIOD.multipliedBy(2))
                    .untilAsserted(() -> assertThat(reads.get()).isLessThan(10));
        }
    }

    @Test
    void onlyWhatSomebodyWatchesIsReadAllOfItAtOnce() {
        Subject room = new Subject(Dimension.ROOM, "room");
        Queue<Set<Subject>> asked = new ConcurrentLinkedQueue<>();
        try (LiveFeed feed = new LiveFeed(
                subjects -> {
                    asked.add(subjects);
                    return VIEW;
                },
                10)) {
            assertThat(feed.subscribe(room)).isPresent();
            await().untilAsserted(() -> assertThat(asked).contains(Set.of(room)));
            assertThat(feed.subscribe(Subject.PLATFORM)).isPresent();
            assertThat(feed.subscribe(room)).isPresent();
            await().untilAsserted(() -> assertThat(asked).contains(Set.of(room, Subject.PLATFORM)));
        }
    }

    @Test
    void aStoreThatFailsDoesNotEndTheReading() {
        AtomicInteger reads = new AtomicInteger();
        try (LiveFeed feed = new LiveFeed(
                subjects -> {
                    if (reads.incrementAndGet() < 3) {
                        throw new java.io.UncheckedIOException(new java.io.IOException("away"));
                    }
                    return VIEW;
                },
                10)) {
            assertThat(feed.subscribe(Subject.PLATFORM)).isPresent();
            await().untilAsserted(() -> assertThat(reads.get()).isGreaterThanOrEqualTo(3));
        }
    }
}
