package io.wetoken.ingest.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Decompression that stops at a limit, so that a small body cannot become a large one. */
final class Gunzip {
    private Gunzip() {}

    /** @return at most {@code most + 1} bytes; one more than {@code most} means that there is more to come */
    static byte[] head(byte[] compressed, int most) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8 << 10)) {
            byte[] out = new byte[Math.min(most + 1, Math.max(1 << 10, compressed.length * 4))];
            int length = 0;
            for (int read; (read = in.read(out, length, out.length - length)) >= 0; ) {
                length += read;
                if (length > most) {
                    break;
                }
                if (length == out.length) {
                    out = Arrays.copyOf(out, Math.min(most + 1, out.length * 2));
                }
            }
            return Arrays.copyOf(out, length);
        }
    }
}
