package io.wetoken.settlement.core;

/**
 * A bundle that must not be planned. The message says what is wrong and gives the value; whoever knows the place puts {@code file:line} before it
 * with {@link #at(String)}.
 */
public final class RefusedBundle extends Exception {
    public RefusedBundle(String message) {
        super(message);
    }

    private RefusedBundle(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same refusal with its place in front: {@code activity.csv:42: …}. */
    public RefusedBundle at(String place) {
        return new RefusedBundle(place + ": " + getMessage(), this);
    }
}
