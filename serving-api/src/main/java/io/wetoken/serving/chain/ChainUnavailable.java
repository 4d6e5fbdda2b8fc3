package io.wetoken.serving.chain;

/**
 * The node did not answer, or not with an answer. The message is for everybody: it holds neither the node's address nor its words, for either may hold
 * the key of an account there.
 */
public final class ChainUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    private final String forTheLog;

    /** @param forTheLog what the operator needs to know */
    public ChainUnavailable(String message, String forTheLog, Throwable cause) {
        super(message, cause);
        this.forTheLog = forTheLog;
    }

    public ChainUnavailable(String message, String forTheLog) {
        this(message, forTheLog, null);
    }

    /** Host and port of the node, and what it said without its address. */
    public String forTheLog() {
        return forTheLog;
    }
}
