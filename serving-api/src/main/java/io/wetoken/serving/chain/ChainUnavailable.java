package io.wetoken.serving.chain;

/** The node did not answer, or not with an answer; the message names the node and the cause. */
public final class ChainUnavailable extends Exception {
    public ChainUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public ChainUnavailable(String message) {
        super(message);
    }
}
