package io.wetoken.ingest.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what all requests together may hold: their number and the bytes of their bodies. Thread-safe. */
final class Admission {
    private final int maxRequests;
    private final long maxBytes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Admission(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
    }

    /** @return null when there are too many already */
    Share enter() {
        if (requests.incrementAndGet() > maxRequests) {
            requests.decrementAndGet();
            return null;
        }
        return new Share();
    }

    int requests() {
        return requests.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** One request's part; closed once, when the request has been answered. */
    final class Share implements AutoCloseable {
        private long held;

        private Share() {}

        /** @return false when all bodies together would be too large */
        synchronized boolean take(int more) {
            if (bytes.addAndGet(more) > maxBytes) {
                bytes.addAndGet(-more);
                return false;
            }
            held += more;
            return true;
        }

        @Override
        public synchronized void close() {
            bytes.addAndGet(-held);
            held = 0;
            requests.decrementAndGet();
        }
    }
}
