package io.wetoken.behaviour;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. Every method throws {@link IllegalArgumentException} when the bytes are not of that form. */
public final class ByteReader {
    private final String what;
    private final byte[] bytes;
    private int at;

    /** @param what names the value in messages */
    public ByteReader(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    public long number() {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            rest |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw broken("a number is longer than 64 bits");
    }

    /** A count of items that each take at least one byte, so that a broken length never reserves memory. */
    public int count() {
        long value = number();
        if (value < 0 || value > bytes.length - at) {
            throw broken("a count is " + value);
        }
        return (int) value;
    }

    public int integer() {
        long value = number();
        if (value != (int) value) {
            throw broken("a number is " + value);
        }
        return (int) value;
    }

    public long bits() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | (next() & 0xFF);
        }
        return value;
    }

    public String text() {
        int length = count();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    /** Where the next value begins, for {@link ByteWriter#part}. */
    public int position() {
        return at;
    }

    /** Passes over a text. */
    public void skipText() {
        int length = count();
        at += length;
    }

    /** Whether the next text is this one; passes over it. */
    public boolean textIs(byte[] utf8) {
        int length = count();
        at += length;
        return Arrays.equals(bytes, at - length, at, utf8, 0, utf8.length);
    }

    public byte[] block() {
        int length = count();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** Reads the leading version number. */
    public void version(int expected) {
        long version = number();
        if (version != expected) {
            throw broken("its version is " + version + ", known is " + expected);
        }
    }

    /** Reads the leading version number of what has been written in several; each of {@code oldest..newest} can be read. */
    public int version(int oldest, int newest) {
        long version = number();
        if (version < oldest || version > newest) {
            throw broken("its version is " + version + ", known are " + oldest + " to " + newest);
        }
        return (int) version;
    }

    /** Called last: nothing may be left. */
    public void end() {
        if (at != bytes.length) {
            throw broken((bytes.length - at) + " bytes are left over");
        }
    }

    private byte next() {
        if (at == bytes.length) {
            throw broken("it ends too early");
        }
        return bytes[at++];
    }

    private IllegalArgumentException broken(String why) {
        return new IllegalArgumentException(
                "Cannot read " + what + " of " + bytes.length + " bytes at byte " + at + ": " + why);
    }
}
