package io.wetoken.media.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The codec's name as RFC 6381 writes it, read from the initialisation segment: what a player is promised is what it gets. */
public final class CodecName {
    /** ISO/IEC 14496-1: tags within {@code esds}. */
    private static final int DECODER_CONFIG = 4;

    private static final int DECODER_SPECIFIC = 5;
    private static final int AAC = 0x40;

    private CodecName() {}

    /** {@code avc1.PPCCLL}: profile, constraints and level from {@code avcC}. */
    public static String video(byte[] init) throws IOException {
        int at = find(init, "avcC");
        return String.format(
                Locale.ROOT, "avc1.%02x%02x%02x", init[at + 1] & 0xff, init[at + 2] & 0xff, init[at + 3] & 0xff);
    }

    /** {@code mp4a.40.N} with the audio object type N from {@code esds}. */
    public static String audio(byte[] init) throws IOException {
        int at = find(init, "esds") + 4;
        int end = Math.min(init.length, at + 100);
        boolean aac = false;
        while (at < end) {
            int tag = init[at++];
            while (at < end && (init[at] & 0x80) != 0) {
                at++;
            }
            at++;
            if (tag == DECODER_SPECIFIC && aac) {
                return "mp4a.40." + ((init[at] & 0xff) >> 3);
            }
            if (tag == DECODER_CONFIG) {
                aac = (init[at] & 0xff) == AAC;
                at += 13;
            } else {
                at += 3;
            }
        }
        throw new IOException("The initialisation segment names no AAC stream");
    }

    /** @return where the content of the box begins */
    private static int find(byte[] bytes, String box) throws IOException {
        byte[] name = box.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + name.length + 4 <= bytes.length; i++) {
            if (bytes[i] == name[0] && bytes[i + 1] == name[1] && bytes[i + 2] == name[2] && bytes[i + 3] == name[3]) {
                return i + name.length;
            }
        }
        throw new IOException("The initialisation segment has no box " + box);
    }
}
