package io.wetoken.ingest.core;

/**
 * Who sent a body, as far as the collector knows.
 *
 * @param ipHash of the address it came from; null where nobody looked, as at the recorded door
 * @param speaker null where nobody had to prove anything, so that the sender may speak for anybody
 */
public record Sender(String ipHash, Speaker speaker) {
    public static final Sender UNKNOWN = new Sender(null, null);
}
