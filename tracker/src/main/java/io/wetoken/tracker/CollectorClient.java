package io.wetoken.tracker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** One collector's {@code POST /v1/events}, asked once: who must not lose anything uses a {@link Tracker}. Safe for many threads. */
public final class CollectorClient {
    /** What the collector takes in one body, unpacked. */
    public static final int MAX_EVENTS = 500;

    public static final int MAX_BYTES = 1 << 20;

    private static final int TAKEN = 202;
    /** About the bytes; every other status is about the moment, the token or the way there. */
    private static final Set<Integer> FINAL = Set.of(400, 413, 415, 422);

    private static final int WORTH_PACKING = 1_024;
    private static final int MAX_ANSWER = 1 << 20;
    private static final int SHOWN = 200;
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private final URI events;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient http;

    /**
     * @param collector without a path, as {@code http://collector:8081}
     * @param timeout for connecting, and for the whole answer
     */
    public CollectorClient(URI collector, Duration timeout, InstantSource clock) {
        this.events = collector.resolve("/v1/events");
        this.timeout = timeout;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * @param events at most {@link #MAX_EVENTS}
     * @param token that speaks for their actor, where the collector asks for one
     */
    public Answer send(List<Event> events, Optional<String> token) throws InterruptedException {
        byte[] body = EventJson.body(events, clock.millis());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(this.events).timeout(timeout).header("Content-Type", "application/json");
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        if (body.length >= WORTH_PACKING) {
            request.header("Content-Encoding", "gzip");
            body = packed(body);
        }
        try {
            HttpResponse<InputStream> response = http.send(
                    request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream answer = response.body()) {
                return answer(response, answer.readNBytes(MAX_ANSWER));
            }
        } catch (IOException e) {
            String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer.NotNow(Duration.ZERO, this.events + " does not answer: " + what);
        }
    }

    private Answer answer(HttpResponse<InputStream> response, byte[] body) {
        int status = response.statusCode();
        if (status == TAKEN) {
            return new Answer.Taken(EventJson.rejected(body));
        }
        String text = new String(body, 0, Math.min(SHOWN, body.length), StandardCharsets.UTF_8);
        String why = events + " answers " + status + " " + text;
        return FINAL.contains(status)
                ? new Answer.Refused(status, why)
                : new Answer.NotNow(
                        response.headers()
                                .firstValue("Retry-After")
                                .map(this::wish)
                                .orElse(Duration.ZERO),
                        why);
    }

    /** Seconds or a date (RFC 9110, section 10.2.3), at most an hour; anything else is no wish. */
    private Duration wish(String value) {
        try {
            Duration wish = value.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(),
                            Instant.from(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)));
            return wish.isNegative() ? Duration.ZERO : wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static byte[] packed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Packing in memory failed", e);
        }
        return packed.toByteArray();
    }
}
