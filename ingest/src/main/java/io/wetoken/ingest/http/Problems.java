package io.wetoken.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;

/** JSON answers, and RFC 9457 problems: {@code code} is the stable name, {@code detail} names the thing and the value. */
final class Problems {
    private static final MediaType PROBLEM = MediaType.parse("application/problem+json");
    private static final long RETRY_AFTER_SECONDS = 2;
    private static final JsonFactory JSON = new JsonFactory();

    private Problems() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    static HttpResponse of(HttpStatus status, String code, String detail) {
        return HttpResponse.of(headers(status, PROBLEM).build(), problem(status, code, detail));
    }

    /** The sender shall send the same again. */
    static HttpResponse unavailable(String detail) {
        return later(HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", detail, RETRY_AFTER_SECONDS);
    }

    /** The sender shall send the same again, but not before the time has passed (RFC 6585). */
    static HttpResponse tooMany(String detail, Duration wait) {
        return later(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY", detail, wait.toSeconds());
    }

    private static HttpResponse later(HttpStatus status, String code, String detail, long seconds) {
        return HttpResponse.of(
                headers(status, PROBLEM)
                        .add(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds))
                        .build(),
                problem(status, code, detail));
    }

    /**
     * The sender shall show a token, or another one (RFC 6750).
     *
     * @param shown whether it has shown one
     */
    static HttpResponse unproven(String detail, boolean shown) {
        HttpStatus status = HttpStatus.UNAUTHORIZED;
        return HttpResponse.of(
                headers(status, PROBLEM)
                        .add(
                                HttpHeaderNames.WWW_AUTHENTICATE,
                                shown
                                        ? "Bearer realm=\"wetoken\", error=\"invalid_token\""
                                        : "Bearer realm=\"wetoken\"")
                        .build(),
                problem(status, shown ? "BAD_TOKEN" : "NO_TOKEN", detail));
    }

    /** For what no service answered: an unknown path, a wrong method, a timeout. */
    static AggregatedHttpResponse plain(HttpStatus status, String request) {
        String code = status.reasonPhrase().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
        return AggregatedHttpResponse.of(headers(status, PROBLEM).build(), problem(status, code, request));
    }

    static HttpResponse json(HttpStatus status, Content content) {
        return HttpResponse.of(headers(status, MediaType.JSON).build(), HttpData.wrap(bytes(content)));
    }

    private static ResponseHeadersBuilder headers(HttpStatus status, MediaType type) {
        return ResponseHeaders.builder(status).contentType(type).add("cache-control", "no-store");
    }

    private static HttpData problem(HttpStatus status, String code, String detail) {
        return HttpData.wrap(bytes(json -> {
            json.writeStartObject();
            json.writeStringField(
                    "type",
                    "urn:wetoken:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeStringField("title", status.reasonPhrase());
            json.writeNumberField("status", status.code());
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        }));
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
