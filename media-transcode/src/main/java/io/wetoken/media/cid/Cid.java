package io.wetoken.media.cid;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A content id, version 1, with SHA-256. <a href="https://github.com/multiformats/cid">The format</a>: version, codec of the block, hash. */
final class Cid {
    static final int RAW = 0x55;
    static final int DAG_PB = 0x70;
    private static final int SHA_256 = 0x12;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final int codec;
    private final byte[] digest;

    /** @param codec of the block: raw bytes or dag-pb */
    Cid(int codec, byte[] digest) {
        this.codec = codec;
        this.digest = digest.clone();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    byte[] bytes() {
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
