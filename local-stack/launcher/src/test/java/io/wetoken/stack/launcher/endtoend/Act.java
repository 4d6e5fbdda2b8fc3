package io.wetoken.stack.launcher.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A line of a recorded file, read by the wire format's words alone.
 *
 * @param happened true time, ms since 1970: {@code received − (sent − at)}
 * @param watchedMs 0 for what is not watching
 */
record Act(
        String id,
        String kind,
        String actor,
        String device,
        long happened,
        long received,
        String content,
        String owner,
        long watchedMs,
        long lengthMs) {
    static Act of(JsonNode line) {
        String kind = line.path("kind").asText();
        boolean watches = kind.equals("PLAY") || kind.equals("LIVE_PLAY");
        long received = line.path("received").asLong();
        return new Act(
                line.path("id").asText(),
                kind,
                line.path("actor").asText(),
                line.path("device").asText(),
                received - (line.path("sent").asLong() - line.path("at").asLong()),
                received,
                line.path("content").asText(null),
                line.path("owner").asText(null),
                watches ? line.path("watchMs").asLong() : 0,
                line.path("lengthMs").asLong());
    }

    LocalDate day() {
        return Instant.ofEpochMilli(received).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    boolean watches() {
        return watchedMs > 0;
    }

    /** At least 3 s, and half of its length or 30 s. */
    boolean isEffectivePlay() {
        boolean half = lengthMs > 0 && watchedMs * 2 >= lengthMs;
        return watchedMs >= 3_000 && (half || watchedMs >= 30_000);
    }

    boolean isEffectiveRelease() {
        return kind.equals("RELEASE") && lengthMs >= 3_000;
    }

    /** A tap, a word or a choice that is worth a credit a day, in micro-points; 0 for all other kinds. */
    long credit() {
        return switch (kind) {
            case "LIKE" -> 200_000;
            case "COMMENT", "SHARE", "FOLLOW" -> 500_000;
            default -> 0;
        };
    }
}
