package io.wetoken.ingest.http;

import io.wetoken.ingest.auth.Senders;
import io.wetoken.ingest.limits.RateLimits;
import io.wetoken.ingest.limits.RateSettings;

/**
 * Who may come in by a door, and with how much.
 *
 * @param senders who may
 * @param limits how much
 */
public record Entry(Senders senders, RateLimits limits) {
    /** Everybody, with everything: the administrative door. */
    static final Entry FREE = new Entry(Senders.ANYBODY, new RateLimits(RateSettings.NONE, () -> 0));
}
