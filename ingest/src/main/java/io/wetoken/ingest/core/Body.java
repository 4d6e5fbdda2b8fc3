package io.wetoken.ingest.core;

/** A request's body as it came. The bytes are not copied: whoever makes one lets go of them. */
public final class Body {
    public static final String JSON = "application/json";
    public static final String LINES = "application/x-ndjson";

    private final byte[] bytes;
    private final boolean whole;
    private final String encoding;
    private final String type;

    /**
     * @param bytes all of it, or its head when {@code whole} is false
     * @param whole whether it was within the limit
     * @param encoding of the content: {@code identity}, {@code gzip} or what else the sender named
     * @param type of the content, without parameters: {@link #JSON} for an array, {@link #LINES} for one event a line; empty when the sender named none
     */
    public Body(byte[] bytes, boolean whole, String encoding, String type) {
        this.bytes = bytes;
        this.whole = whole;
        this.encoding = encoding;
        this.type = type;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean whole() {
        return whole;
    }

    String encoding() {
        return encoding;
    }

    String type() {
        return type;
    }
}
