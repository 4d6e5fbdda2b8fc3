package io.wetoken.serving.upload;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.serving.identity.Tokens.Token;
import io.wetoken.store.Store;
import io.wetoken.store.Uploads.State;
import io.wetoken.store.Uploads.Upload;
import io.wetoken.tracker.Answer;
import io.wetoken.tracker.CollectorClient;
import io.wetoken.tracker.Event;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what is ready: the RELEASE goes into the stream, then the clip into the store, then the upload is PUBLISHED. A clip is one row, so a feed has all of it
 * or nothing; what was cut off in between is done again by publishing again, for the event's id hangs on the content's.
 */
final class Publishing {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

    private final Store store;
    private final List<CollectorClient> collectors;
    private final InstantSource clock;

    Publishing(Store store, List<String> collectors, InstantSource clock) {
        this.store = store;
        this.collectors = collectors.stream()
                .map(collector -> new CollectorClient(URI.create(collector), LIMIT, clock))
                .toList();
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
        Event release = new Event(
                        UUID.nameUUIDFromBytes(("release:" + upload.id()).getBytes(StandardCharsets.UTF_8)),
                        EventKind.RELEASE,
                        upload.owner().value(),
                        token.device().value(),
                        "publish",
                        clock.millis())
                .about(upload.id(), upload.owner().value())
                .with("lengthMs", upload.durationMs());
        if (collectors.stream().noneMatch(collector -> takes(collector, release, token))) {
            throw new Refusal(503, "No collector takes the release at the moment; nothing was published, try again");
        }
    }

    /** At once or not at all: whoever publishes waits for the answer, so nothing is kept for later. */
    private static boolean takes(CollectorClient collector, Event release, Token token) {
        try {
            Answer answer = collector.send(List.of(release), Optional.of(token.text()));
            if (answer instanceof Answer.Taken taken && taken.rejected().isEmpty()) {
                return true;
            }
            LOG.error("A collector does not take a release: {}", answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
