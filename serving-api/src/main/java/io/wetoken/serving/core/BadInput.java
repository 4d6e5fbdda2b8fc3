package io.wetoken.serving.core;

/** The caller's mistake; the message names the value and what is expected. */
public final class BadInput extends RuntimeException {
    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
