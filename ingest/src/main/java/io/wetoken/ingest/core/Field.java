package io.wetoken.ingest.core;

import io.wetoken.behaviour.ShareLink;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every field of the wire format that is read; all others are ignored, so that newer clients can speak to older collectors. */
enum Field {
    ID("id", 64),
    KIND("kind", 64),
    ACTOR("actor", 64),
    DEVICE("device", 64),
    SESSION("session", 64),
    AT("at"),
    SENT("sent"),
    CONTENT("content", 64),
    ROOM("room", 64),
    OWNER("owner", 64),
    WATCH_MS("watchMs"),
    LENGTH_MS("lengthMs"),
    REQUEST("request", 128),
    /** Signed by whoever served the feed, so longer than an id. */
    TOKEN("token", 512),
    POSITION("position"),
    REFERRER("referrer", 64),
    APP("app", 64),
    AMOUNT("amount", 78),
    TX("tx", 66),
    TEXT("text", 2_000),
    /** A share link; whether it is signed is looked at where it is paid for. */
    LINK("link", ShareLink.MAX_LENGTH),
    /** Read at the recorded door only. */
    RECEIVED("received"),
    /** Read at the recorded door only. */
    IP_HASH("ipHash", 64);

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::wireName, Function.identity()));

    private final String wireName;
    private final int maxLength;

    Field(String wireName, int maxLength) {
        this.wireName = wireName;
        this.maxLength = maxLength;
    }

    Field(String wireName) {
        this(wireName, 0);
    }

    static Optional<Field> named(String name, Door door) {
        Field field = BY_NAME.get(name);
        boolean stamped = field == RECEIVED || field == IP_HASH;
        return field == null || (stamped && door == Door.LIVE) ? Optional.empty() : Optional.of(field);
    }

    String wireName() {
        return wireName;
    }

    boolean isText() {
        return maxLength > 0;
    }

    /** In UTF-16 units; for texts only. */
    int maxLength() {
        return maxLength;
    }
}
