package io.wetoken.serving.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One value for everybody, read again by whoever comes after its time; others go on with the last one meanwhile, and wait only for the first. A reading that
 * fails is its caller's, and the next caller tries again.
 */
final class Shared<T> {
    private final Supplier<T> source;
    private final Duration period;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<Read<T>> last = Optional.empty();

    /** @param period how long a value is good for */
    Shared(Supplier<T> source, Duration period, InstantSource clock) {
        this.source = source;
        this.period = period;
        this.clock = clock;
    }

    private record Read<T>(T value, Instant until) {}

    T get() {
        Optional<Read<T>> known = last;
        if (known.isEmpty()) {
            reading.lock();
        } else if (isGood(known) || !reading.tryLock()) {
            return known.get().value();
        }
        try {
            if (!isGood(last)) {
                last = Optional.of(new Read<>(source.get(), clock.instant().plus(period)));
            }
            return last.get().value();
        } finally {
            reading.unlock();
        }
    }

    private boolean isGood(Optional<Read<T>> read) {
        return read.isPresent() && clock.instant().isBefore(read.get().until());
    }
}
