package io.wetoken.ingest.bench;

import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.Sender;
import io.wetoken.ingest.core.Speaker;

/** A body as nobody should send it. */
final class Fuzzed {
    private final Door door;
    private final byte[] bytes;
    private final String encoding;
    private final String type;
    private final Speaker speaker;

    /**
     * @param encoding what it claims to be encoded as; empty for no claim
     * @param type what it claims to be
     * @param speaker whom its sender has proved to speak for; null for anybody
     */
    Fuzzed(Door door, byte[] bytes, String encoding, String type, Speaker speaker) {
        this.door = door;
        this.bytes = bytes;
        this.encoding = encoding;
        this.type = type;
        this.speaker = speaker;
    }

    Door door() {
        return door;
    }

    byte[] bytes() {
        return bytes;
    }

    String encoding() {
        return encoding;
    }

    String type() {
        return type;
    }

    Sender sender() {
        return door == Door.LIVE ? new Sender("hash", speaker) : Sender.UNKNOWN;
    }

    String path() {
        return door == Door.LIVE ? "/v1/events" : "/admin/v1/recorded";
    }
}
