package io.wetoken.media.core;

/** The upload is at fault, not we: it would be refused again. The message is for its creator. */
public final class Refusal extends Exception {
    private final Reason reason;

    public Refusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Refusal(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
