package io.wetoken.behaviour;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes small binary values: whole numbers of any size in as few bytes as they need, texts with their length. Read back by {@link ByteReader}. */
public final class ByteWriter {
    private byte[] buffer = new byte[64];
    private int size;

    /** Small when near zero; negative numbers are fine. */
    public ByteWriter number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    /** All 64 bits as they are, for bit sets. */
    public ByteWriter bits(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((byte) (value >>> shift));
        }
        return this;
    }

    public ByteWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return block(utf8);
    }

    /** With its length, as {@link #text}. */
    public ByteWriter block(byte[] value) {
        return number(value.length).part(value, 0, value.length);
    }

    /** Bytes that were written before, from {@code from} to {@code to} (excluded). */
    public ByteWriter part(byte[] written, int from, int to) {
        reserve(to - from);
        System.arraycopy(written, from, buffer, size, to - from);
        size += to - from;
        return this;
    }

    public byte[] bytes() {
        return Arrays.copyOf(buffer, size);
    }

    private void put(byte value) {
        reserve(1);
        buffer[size++] = value;
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
