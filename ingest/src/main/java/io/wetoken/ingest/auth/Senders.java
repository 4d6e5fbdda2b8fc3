package io.wetoken.ingest.auth;

import io.wetoken.ingest.core.Speaker;
import java.util.concurrent.CompletableFuture;

/** Finds out whom a request speaks for. */
@FunctionalInterface
public interface Senders {
    /** Takes everybody's word: {@code ingest.auth=off}, and the administrative door. */
    Senders ANYBODY = authorization -> CompletableFuture.completedFuture(new SpeaksFor(null));

    /**
     * @param authorization the request's header of that name; null when it has none
     * @return never fails
     */
    CompletableFuture<Ruling> of(String authorization);

    /** What the header is worth. */
    sealed interface Ruling permits SpeaksFor, NotBelieved, NotKnown {}

    /** @param speaker null for anybody */
    record SpeaksFor(Speaker speaker) implements Ruling {}

    /**
     * @param detail what is wrong, and what to do
     * @param shown whether a token was shown at all
     */
    record NotBelieved(String detail, boolean shown) implements Ruling {}

    /** It may be good, but it cannot be checked now. */
    record NotKnown(String detail) implements Ruling {}
}
