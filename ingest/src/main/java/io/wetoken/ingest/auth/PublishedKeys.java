package io.wetoken.ingest.auth;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JWK set, kept for a while. An id that is not among them may be that of a new key, so they are fetched again; but never more often than once
 * in the pause, whatever ids senders make up. While they cannot be fetched, the ones that are known count on. Thread-safe.
 */
final class PublishedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final AuthSettings settings;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    private Map<String, PublicKey> keys = Map.of();
    private long fetchedAt;
    private boolean tried;
    private long triedAt;
    private String problem = "they have not been fetched yet";
    private boolean failing;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    PublishedKeys(AuthSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The key of an id; empty when the set has none.
     *
     * @return fails with {@link KeysUnavailable} when no key is known at all
     */
    CompletableFuture<Optional<PublicKey>> find(String id) {
        CompletableFuture<Void> fetched;
        synchronized (this) {
            boolean known = keys.containsKey(id);
            boolean fresh = clock.millis() - fetchedAt < settings.maxAge().toMillis();
            fetched = known && fresh ? CompletableFuture.completedFuture(null) : fetch();
            // Who was away the last time may be so again: nobody who can do without waits for it.
            if (known && (fresh || failing)) {
                return CompletableFuture.completedFuture(Optional.of(keys.get(id)));
            }
        }
        return fetched.thenApply(done -> known(id));
    }

    private synchronized Optional<PublicKey> known(String id) {
        if (keys.isEmpty()) {
            throw new KeysUnavailable("Tokens cannot be checked: the keys at " + settings.keys()
                    + " are not to be had (" + problem + ")");
        }
        return Optional.ofNullable(keys.get(id));
    }

    /** @return completes when that has been tried, or at once in the pause after the last time; never fails */
    private synchronized CompletableFuture<Void> fetch() {
        long now = clock.millis();
        boolean pausing = tried && now - triedAt < settings.pause().toMillis();
        if (pausing || !underWay.isDone()) {
            return underWay;
        }
        tried = true;
        triedAt = now;
        HttpRequest request = HttpRequest.newBuilder(settings.keys())
                .timeout(LIMIT)
                .header("accept", "application/json")
                .build();
        underWay = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(PublishedKeys::read)
                .handle(this::take);
        return underWay;
    }

    private synchronized Void take(Map<String, PublicKey> read, Throwable failure) {
        if (failure == null) {
            keys = read;
            fetchedAt = clock.millis();
            LOG.debug("Fetched {} keys from {}", read.size(), settings.keys());
        } else {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            problem = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
        if (failing != (failure != null)) {
            failing = failure != null;
            LOG.warn(
                    "The keys at {} {}",
                    settings.keys(),
                    failing
                            ? "are not to be had, " + keys.size() + " known ones count on: " + problem
                            : "are to be had again");
        }
        return null;
    }

    /** Those that EdDSA signatures are checked with; a set may hold others for other purposes. */
    private static Map<String, PublicKey> read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode());
        }
        Map<String, PublicKey> read = new HashMap<>();
        try {
            for (Jwk<?> each : Jwks.setParser()
                    .build()
                    .parse(new String(answer.body(), StandardCharsets.UTF_8))
                    .getKeys()) {
                Key key = each.toKey();
                if (each.getId() != null && key instanceof EdECPublicKey usable) {
                    read.put(each.getId(), usable);
                }
            }
        } catch (JwtException | IllegalArgumentException e) {
            throw new IllegalStateException("it is no JWK set: " + e.getMessage(), e);
        }
        if (read.isEmpty()) {
            throw new IllegalStateException("the set holds no public Ed25519 key with an id");
        }
        return Map.copyOf(read);
    }
}
