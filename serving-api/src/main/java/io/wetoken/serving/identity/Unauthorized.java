package io.wetoken.serving.identity;

/** Nobody is signed in, or the token is not to be believed; the message says what to do. */
public final class Unauthorized extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unauthorized(String message) {
        super(message);
    }

    Unauthorized(String message, Throwable cause) {
        super(message, cause);
    }
}
