package io.wetoken.store;

import io.wetoken.store.Outbox.Lease;
import java.time.Instant;
import java.util.Optional;

/** What may become of a lease; the same in every store. */
final class Leases {
    private Leases() {}

    /** The lease that {@code holder} gets in the place of {@code held}; empty when it gets none. */
    static Optional<Lease> next(
            Optional<Lease> held, String holder, Optional<String> displaced, Instant now, Instant until) {
        if (held.isEmpty()) {
            return Optional.of(new Lease(holder, 1, millis(until)));
        }
        Lease lease = held.get();
        boolean ranOut = !now.isBefore(lease.until());
        if (lease.holder().equals(holder) && !ranOut) {
            return Optional.of(new Lease(holder, lease.fence(), millis(until)));
        }
        return ranOut || displaced.filter(lease.holder()::equals).isPresent()
                ? Optional.of(new Lease(holder, lease.fence() + 1, millis(until)))
                : Optional.empty();
    }

    /** As exact as it is stored. */
    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    static Lease ended(Lease lease, Instant now) {
        return new Lease(lease.holder(), lease.fence(), millis(now));
    }
}
