package io.wetoken.ingest;

import io.wetoken.behaviour.Settings;
import io.wetoken.ingest.auth.AuthSettings;
import io.wetoken.ingest.core.ClientAddress;
import io.wetoken.ingest.core.Limits;
import io.wetoken.ingest.http.DoorSettings;
import io.wetoken.ingest.kafka.KafkaSettings;
import io.wetoken.ingest.limits.RateSettings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Everything that the collector can be told; {@code ingest-reference.properties} explains every key.
 *
 * @param auth how senders prove whom they speak for; empty where nobody has to
 * @param rates of the public door
 * @param patience most time for an answer to {@code POST /v1/events}
 * @param threads for work that may block
 * @param secrets directory of the address-hash key
 */
public record CollectorConfig(
        KafkaSettings kafka,
        DoorSettings doors,
        Optional<AuthSettings> auth,
        RateSettings rates,
        Limits limits,
        Duration patience,
        int threads,
        Path secrets) {
    private static final String NONE = "none";
    /** Scheme, host and port, and nothing after it: a path or a trailing slash would never match. */
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?");

    private static final long MAX_RATE = 1_000_000_000;
    private static final long MAX_MS = Duration.ofDays(36_500).toMillis();

    /** @throws IllegalArgumentException naming every problem */
    public static CollectorConfig from(Settings settings) {
        boolean signed = settings.text("ingest.auth").equals("jwt");
        Duration patience = Duration.ofMillis(settings.number("ingest.patienceMs", 5_000, 500, 60_000));
        KafkaSettings kafka = new KafkaSettings(
                settings.text("kafka.bootstrap"),
                (int) settings.number("flink.parallelism", 2, 1, 10_000),
                // A send that fails is answered by its failure, not by the clock, so that the sender learns the cause.
                patience.minusMillis(patience.toMillis() / 10),
                settings.number("ingest.bufferBytes", 16 << 20, 1 << 20, 1L << 32));
        Limits limits = new Limits(
                Limits.DEFAULT.events(),
                Limits.DEFAULT.bytes(),
                Limits.DEFAULT.keptHead(),
                duration(settings, "ingest.maxAgeMs", Limits.DEFAULT.maxAge()),
                duration(settings, "ingest.futureToleranceMs", Limits.DEFAULT.futureTolerance()),
                duration(settings, "ingest.maxClockSkewMs", Limits.DEFAULT.maxClockSkew()),
                duration(settings, "ingest.maxWatchMs", Limits.DEFAULT.maxWatch()),
                (int) settings.number("ingest.maxPosition", Limits.DEFAULT.maxPosition(), 0, Integer.MAX_VALUE));
        DoorSettings doors = new DoorSettings(
                settings.text("ingest.host", "127.0.0.1"),
                (int) settings.number("ingest.port", 8081, 0, 65_535),
                choice(settings, "ingest.recordedDoor", "shut", "open"),
                choice(settings, "ingest.adminFrom", "loopback", "any"),
                origins(settings),
                proxies(settings),
                limits.bytes(),
                (int) settings.number("ingest.maxRequests", 256, 1, 100_000),
                settings.number("ingest.maxHeldBytes", 24 << 20, 1 << 20, 1L << 32));
        RateSettings rates = new RateSettings(
                settings.number("ingest.limit.addressRequests", 6_000, 0, MAX_RATE),
                events(settings, "ingest.limit.addressEvents", 300_000),
                events(settings, "ingest.limit.deviceEvents", 3_000),
                events(settings, "ingest.limit.accountEvents", 6_000),
                (int) settings.number("ingest.limit.entries", 20_000, 100, 10_000_000));
        int threads = (int) settings.number("ingest.threads", 16, 1, 1_000);
        Path secrets = Path.of(settings.text("secrets.dir"));
        String keys = signed ? settings.text("ingest.auth.keys") : "";
        String issuer = settings.text("ingest.auth.issuer", "wetoken");
        Duration maxAge = duration(settings, "ingest.auth.keysMaxAgeMs", Duration.ofMinutes(10));
        Duration pause = Duration.ofMillis(settings.number("ingest.auth.keysPauseMs", 5_000, 100, 600_000));
        settings.check();
        String auth = settings.text("ingest.auth");
        if (!signed && !auth.equals("off")) {
            throw new IllegalArgumentException("ingest.auth must be jwt or off, is '" + auth + "'");
        }
        return new CollectorConfig(
                kafka,
                doors,
                signed ? Optional.of(new AuthSettings(address(keys), issuer, maxAge, pause)) : Optional.empty(),
                rates,
                limits,
                patience,
                threads,
                secrets);
    }

    /** Less than a whole body would shut out whoever fills theirs. */
    private static long events(Settings settings, String key, long otherwise) {
        long events = settings.number(key, otherwise, 0, MAX_RATE);
        if (events > 0 && events < Limits.DEFAULT.events()) {
            throw new IllegalArgumentException(key + " must be 0 or at least " + Limits.DEFAULT.events()
                    + ", the events of one body, is " + events);
        }
        return events;
    }

    private static URI address(String keys) {
        try {
            return URI.create(keys);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ingest.auth.keys is no address: " + e.getMessage(), e);
        }
    }

    private static Duration duration(Settings settings, String key, Duration otherwise) {
        return Duration.ofMillis(settings.number(key, otherwise.toMillis(), 0, MAX_MS));
    }

    private static Set<String> origins(Settings settings) {
        Set<String> origins = new TreeSet<>();
        for (String origin : list(settings, "ingest.corsOrigins")) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("ingest.corsOrigins must be origins as browsers send them, such as"
                        + " https://app.example or http://127.0.0.1:3000, comma-separated; '" + origin + "' is none");
            }
            origins.add(origin);
        }
        return origins;
    }

    private static Set<InetAddress> proxies(Settings settings) {
        Set<InetAddress> proxies = new HashSet<>();
        for (String proxy : list(settings, "ingest.trustedProxies")) {
            proxies.add(ClientAddress.literal(proxy)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "ingest.trustedProxies must be none or IP addresses, comma-separated; '" + proxy
                                    + "' is none")));
        }
        return proxies;
    }

    /** Comma-separated; the word "none" is empty. */
    private static List<String> list(Settings settings, String key) {
        String value = settings.text(key, NONE);
        return value.equals(NONE)
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::trim).toList();
    }

    /** @return whether the second of two words stands there; the first is the default */
    private static boolean choice(Settings settings, String key, String no, String yes) {
        String value = settings.text(key, no);
        if (!value.equals(no) && !value.equals(yes)) {
            throw new IllegalArgumentException(key + " must be " + no + " or " + yes + ", is '" + value + "'");
        }
        return value.equals(yes);
    }
}
