package io.wetoken.media.core;

/** The upload is at fault, not we: it would be refused again. The message is for its creator. */
public final class Refusal extends Exception {
    private final Reason reason;
    private final String detail;

    public Refusal(Reason reason, String message) {
        this(reason, message, "");
    }

    /** @param detail for whoever looks into it: what a tool said, or a path; may be empty */
    public Refusal(Reason reason, String message, String detail) {
        super(message);
        this.reason = reason;
        this.detail = detail;
    }

    public Refusal(Reason reason, String message, String detail, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
