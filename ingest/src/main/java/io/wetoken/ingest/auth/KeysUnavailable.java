package io.wetoken.ingest.auth;

/** No key has ever been fetched, so nothing can be checked; the message says what stands in the way. */
final class KeysUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeysUnavailable(String message) {
        super(message);
    }
}
