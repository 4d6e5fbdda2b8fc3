package io.wetoken.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content ids of single blocks: version 1, raw, SHA-256, in base32 after a {@code b}. */
final class Cid {
    private static final byte[] HEAD = {1, 0x55, 0x12, 32};
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Cid() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The 36 bytes that name a block. */
    static byte[] ofBlock(byte[] block) {
        byte[] cid = new byte[HEAD.length + 32];
        System.arraycopy(HEAD, 0, cid, 0, HEAD.length);
        System.arraycopy(sha256(block), 0, cid, HEAD.length, 32);
        return cid;
    }

    static String text(byte[] cid) {
        StringBuilder text = new StringBuilder("b");
        int buffer = 0;
        int bits = 0;
        for (byte next : cid) {
            buffer = ((buffer << 8) | (next & 0xff)) & 0xffff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(ALPHABET.charAt((buffer >> (bits - 5)) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }
}
