package io.wetoken.behaviour.cid;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A content id, version 1, with SHA-256. <a href="https://github.com/multiformats/cid">The format</a>: version, codec of the block, hash. */
public final class Cid {
    /** Of the bytes, 36. */
    public static final int BYTES = 36;

    static final int RAW = 0x55;
    static final int DAG_PB = 0x70;
    private static final int SHA_256 = 0x12;
    private static final int DIGEST = 32;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final int codec;
    private final byte[] digest;

    /** @param codec of the block: raw bytes or dag-pb */
    Cid(int codec, byte[] digest) {
        this.codec = codec;
        this.digest = digest.clone();
    }

    /** Of bytes that are one block, as a file of at most 1 MiB is. */
    public static Cid ofBlock(byte[] block) {
        return new Cid(RAW, sha256().digest(block));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException when it is no such id, giving the text
     */
    public static Cid parse(String text) {
        byte[] bytes = text.matches("b[a-z2-7]{58}") ? bits(text) : new byte[0];
        boolean known = bytes.length == BYTES
                && bytes[0] == 1
                && (bytes[1] == RAW || bytes[1] == DAG_PB)
                && bytes[2] == SHA_256
                && bytes[3] == DIGEST;
        Cid cid = new Cid(known ? bytes[1] : RAW, known ? Arrays.copyOfRange(bytes, BYTES - DIGEST, BYTES) : bytes);
        if (!known || !cid.toString().equals(text)) {
            throw new IllegalArgumentException("Not a CIDv1 with SHA-256 in base32: '" + text + "'");
        }
        return cid;
    }

    private static byte[] bits(String text) {
        byte[] bytes = new byte[BYTES];
        int buffer = 0;
        int bits = 0;
        int next = 0;
        for (int i = 1; i < text.length(); i++) {
            buffer = ((buffer << 5) | ALPHABET.indexOf(text.charAt(i))) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[next++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The binary form: {@value #BYTES} bytes, as a contract takes it. */
    public byte[] bytes() {
        byte[] all = new byte[4 + digest.length];
        all[0] = 1;
        all[1] = (byte) codec;
        all[2] = SHA_256;
        all[3] = (byte) digest.length;
        System.arraycopy(digest, 0, all, 4, digest.length);
        return all;
    }

    /** Base32, lower case, without padding, after the multibase prefix {@code b}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("b");
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes()) {
            buffer = ((buffer << 8) | (b & 0xff)) & 0xfff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }
}
