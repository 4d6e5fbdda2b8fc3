package io.wetoken.serving.core;

/** There is no room for one more; the message says how many there may be and what makes room. */
public final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Full(String message) {
        super(message);
    }
}
