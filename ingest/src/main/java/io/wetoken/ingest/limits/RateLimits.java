package io.wetoken.ingest.limits;

import io.github.bucket4j.TimeMeter;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limits of the public door. Thread-safe. */
public final class RateLimits {
    private final Optional<Buckets> addressRequests;
    private final Optional<Buckets> addressEvents;
    private final Optional<Buckets> deviceEvents;
    private final Optional<Buckets> accountEvents;
    private final String policy;

    /** @param nanos a clock that is never set */
    public RateLimits(RateSettings settings, LongSupplier nanos) {
        TimeMeter time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.getAsLong();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
        this.addressRequests = buckets("address-requests", settings.addressRequests(), settings, time);
        this.addressEvents = buckets("address-events", settings.addressEvents(), settings, time);
        this.deviceEvents = buckets("device-events", settings.deviceEvents(), settings, time);
        this.accountEvents = buckets("account-events", settings.accountEvents(), settings, time);
        this.policy = all().stream()
                .map(each -> "\"" + each.name() + "\";q=" + each.most() + ";w=" + Buckets.WINDOW.toSeconds())
                .collect(Collectors.joining(", "));
    }

    private static Optional<Buckets> buckets(String name, long most, RateSettings settings, TimeMeter time) {
        return most == 0 ? Optional.empty() : Optional.of(new Buckets(name, most, settings.entries(), time));
    }

    /** @param address whose request it is, in whatever form tells addresses apart */
    public RequestQuota request(String address) {
        return new RequestQuota(this, address);
    }

    /** How many keys are remembered by all limits together. */
    public int entries() {
        return all().stream().mapToInt(Buckets::size).sum();
    }

    Optional<Buckets> addressRequests() {
        return addressRequests;
    }

    Optional<Buckets> addressEvents() {
        return addressEvents;
    }

    Optional<Buckets> deviceEvents() {
        return deviceEvents;
    }

    Optional<Buckets> accountEvents() {
        return accountEvents;
    }

    /** As the header {@code RateLimit-Policy}; empty without any limit. */
    String policy() {
        return policy;
    }

    private List<Buckets> all() {
        return Stream.of(addressRequests, addressEvents, deviceEvents, accountEvents)
                .flatMap(Optional::stream)
                .toList();
    }
}
