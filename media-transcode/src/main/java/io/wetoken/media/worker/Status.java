package io.wetoken.media.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.media.core.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What is told of an upload. READY and REFUSED are final: a reader keeps them, whatever a worker that lost its lease may still say. */
public final class Status {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where an upload stands. PROCESSING holds until {@code leaseUntil}; after that it is as good as QUEUED. */
    public enum State {
        QUEUED,
        PROCESSING,
        READY,
        REFUSED
    }

    private final String upload;
    private final ObjectNode json;

    private Status(String upload, State state, Instant at) {
        this.upload = upload;
        this.json = JSON.createObjectNode()
                .put("upload", upload)
                .put("state", state.name())
                .put("at", at.toEpochMilli());
    }

    public static Status queued(String upload, Instant at) {
        return new Status(upload, State.QUEUED, at);
    }

    static Status processing(String upload, Instant at, String worker, int attempt, Instant leaseUntil) {
        Status status = new Status(upload, State.PROCESSING, at);
        status.json.put("worker", worker).put("attempt", attempt).put("leaseUntil", leaseUntil.toEpochMilli());
        return status;
    }

    /** @param media what {@code media transcode --json} prints, with paths below {@code media.dir} */
    static Status ready(String upload, Instant at, JsonNode media) {
        Status status = new Status(upload, State.READY, at);
        status.json.set("media", media);
        return status;
    }

    static Status refused(String upload, Instant at, Refusal refusal) {
        Status status = new Status(upload, State.REFUSED, at);
        status.json
                .put("reason", refusal.reason().name())
                .put("message", refusal.getMessage())
                .put("detail", refusal.detail());
        return status;
    }

    byte[] key() {
        return upload.getBytes(StandardCharsets.UTF_8);
    }

    byte[] value() {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
