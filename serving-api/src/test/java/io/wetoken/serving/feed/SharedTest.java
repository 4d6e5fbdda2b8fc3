package io.wetoken.serving.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class SharedTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void itIsReadOnceAPeriod() {
        Shared<Integer> shared = shared(readings::incrementAndGet);

        assertThat(shared.get()).isEqualTo(1);
        assertThat(shared.get()).isEqualTo(1);
        now.set(Instant.EPOCH.plusSeconds(1));
        assertThat(shared.get()).isEqualTo(2);
    }

    @Test
    void aFailureIsNotKept() {
        Shared<Integer> shared = shared(() -> {
            if (readings.incrementAndGet() == 1) {
                throw new UncheckedIOException("away", new IOException());
            }
            return readings.get();
        });

        assertThatThrownBy(shared::get).isInstanceOf(UncheckedIOException.class);
        assertThat(shared.get()).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForALaterReading() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Shared<Integer> shared = shared(() -> {
            if (readings.incrementAndGet() == 1) {
                return 1;
            }
            begun.countDown();
            return waited(go, 2);
        });
        assertThat(shared.get()).isEqualTo(1);
        now.set(Instant.EPOCH.plusSeconds(1));

        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(shared::get);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(shared.get()).as("while another reads").isEqualTo(1);
        go.countDown();
        assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(shared.get()).isEqualTo(2);
    }

    @Test
    void whoeverComesDuringTheFirstReadingGetsItsValue() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Shared<Integer> shared = shared(() -> {
            begun.countDown();
            return waited(go, readings.incrementAndGet());
        });

        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(shared::get);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> next = CompletableFuture.supplyAsync(shared::get);
        go.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    private Shared<Integer> shared(Supplier<Integer> source) {
        return new Shared<>(source, Duration.ofSeconds(1), now::get);
    }

    private static int waited(CountDownLatch latch, int value) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            return value;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
