package io.wetoken.ingest.http;

import java.net.InetAddress;
import java.util.Set;

/**
 * The HTTP side of the collector.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param recordedDoor whether the recorded-file door is open
 * @param adminFromAnywhere whether the administrative door takes requests from other machines
 * @param corsOrigins of web pages that may send events, as browsers write them
 * @param trustedProxies whose {@code X-Forwarded-For} is believed
 * @param maxBody bytes of one body
 * @param maxRequests under way at once; more get 503
 * @param maxHeldBytes of all bodies under way; more get 503
 */
public record DoorSettings(
        String host,
        int port,
        boolean recordedDoor,
        boolean adminFromAnywhere,
        Set<String> corsOrigins,
        Set<InetAddress> trustedProxies,
        int maxBody,
        int maxRequests,
        long maxHeldBytes) {
    public DoorSettings {
        corsOrigins = Set.copyOf(corsOrigins);
        trustedProxies = Set.copyOf(trustedProxies);
    }
}
