package io.wetoken.ingest.core;

/** A request's body as it came. The bytes are not copied: whoever makes one lets go of them. */
public final class Body {
    private final byte[] bytes;
    private final boolean whole;
    private final String encoding;
    private final boolean lines;

    /**
     * @param bytes all of it, or its head when {@code whole} is false
     * @param whole whether it was within the limit
     * @param encoding of the content: {@code identity}, {@code gzip} or what else the sender named
     * @param lines whether it is one event a line instead of an array
     */
    public Body(byte[] bytes, boolean whole, String encoding, boolean lines) {
        this.bytes = bytes;
        this.whole = whole;
        this.encoding = encoding;
        this.lines = lines;
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

    boolean lines() {
        return lines;
    }
}
