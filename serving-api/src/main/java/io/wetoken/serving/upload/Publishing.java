package io.wetoken.serving.upload;

import io.wetoken.serving.identity.Tokens.Token;
import io.wetoken.store.Store;
import io.wetoken.store.Uploads.State;
import io.wetoken.store.Uploads.Upload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes what is ready: the RELEASE goes into the stream, then the clip into the store, then the upload is PUBLISHED. A clip is one row, so a feed has all of it
 * or nothing; what was cut off in between is done again by publishing again, for the event's id hangs on the content's.
 */
final class Publishing {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int ACCEPTED = 202;
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Store store;
    private final List<String> collectors;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    Publishing(Store store, List<String> collectors, InstantSource clock) {
        this.store = store;
        this.collectors = collectors;
        this.clock = clock;
    }

    /**
     * @param token of its owner, in whose name collectors take the release
     * @throws Refusal when it is not ready, or no collector takes the release
     */
    Upload publish(Upload upload, Token token) {
        if (upload.state() == State.PUBLISHED) {
            return upload;
        }
        if (upload.state() != State.READY) {
            throw new Refusal(
                    409, "Upload " + upload.id() + " is " + upload.state() + ", and is published when it is READY");
        }
        release(upload, token);
        long now = clock.millis();
        store.clips().put(upload.clip(now));
        Upload published = upload.in(State.PUBLISHED, now);
        return store.uploads().replace(upload, published)
                ? published
                : store.uploads().find(upload.id()).orElseThrow();
    }

    private void release(Upload upload, Token token) {
        long now = clock.millis();
        String event = JsonMapper.shared()
                .createArrayNode()
                .add(JsonMapper.shared()
                        .createObjectNode()
                        .put(
                                "id",
                                UUID.nameUUIDFromBytes(("release:" + upload.id()).getBytes(StandardCharsets.UTF_8))
                                        .toString())
                        .put("kind", "RELEASE")
                        .put("actor", upload.owner().value())
                        .put("device", token.device().value())
                        .put("session", "publish")
                        .put("at", now)
                        .put("sent", now)
                        .put("content", upload.id())
                        .put("owner", upload.owner().value())
                        .put("lengthMs", upload.durationMs()))
                .toString();
        for (String collector : collectors) {
            if (takes(collector, event, token)) {
                return;
            }
        }
        throw new Refusal(503, "No collector takes the release at the moment; nothing was published, try again");
    }

    private boolean takes(String collector, String event, Token token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(collector + "/v1/events"))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token.text())
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode told = JsonMapper.shared().readTree(answer.body());
            if (answer.statusCode() == ACCEPTED && told.path("accepted").asInt(0) == 1) {
                return true;
            }
            LOG.error("Collector {} answers a release with {}: {}", collector, answer.statusCode(), answer.body());
        } catch (IOException | JacksonException e) {
            LOG.error("Collector {} does not take a release", collector, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
