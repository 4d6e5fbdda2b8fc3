package io.wetoken.ingest.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as JSON text, for tests: a good one, and what is changed about it. */
public final class Sample {
    /** 2026-11-21T12:00:00Z. */
    public static final long NOON = 1_795_262_400_000L;

    public static final String ID = "0b5f8d3e-6c1a-4f7e-9a52-3d2c7f10a9b4";

    private final Map<String, String> fields = new LinkedHashMap<>();

    private Sample() {}

    public static Sample aPlay() {
        return new Sample()
                .text("id", ID)
                .text("kind", "PLAY")
                .text("actor", "ann")
                .text("device", "phone")
                .text("session", "s-1")
                .raw("at", NOON - 100)
                .raw("sent", NOON)
                .text("content", "video-1")
                .raw("watchMs", 9_000)
                .raw("lengthMs", 10_000);
    }

    public static Sample a(String kind) {
        return aPlay().without("content").without("watchMs").without("lengthMs").text("kind", kind);
    }

    public Sample text(String field, String value) {
        return raw(field, '"' + value + '"');
    }

    /** @param json any JSON value */
    public Sample raw(String field, Object json) {
        fields.put(field, json.toString());
        return this;
    }

    public Sample without(String field) {
        fields.remove(field);
        return this;
    }

    /** As a recorded event. */
    public Sample received(long time) {
        return raw("at", time - 150)
                .raw("sent", time - 50)
                .raw("received", time)
                .text("ipHash", "abcd");
    }

    public String json() {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
