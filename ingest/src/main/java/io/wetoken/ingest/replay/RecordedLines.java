package io.wetoken.ingest.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a {@code .jsonl} or {@code .jsonl.gz} file, one at a time. */
final class RecordedLines implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final int maxBytes;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private boolean over;

    /** @param maxBytes of a line longer than that, one byte more is returned and the rest is skipped */
    RecordedLines(Path file, int maxBytes) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            this.in = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
        } catch (EOFException e) {
            raw.close();
            throw new DamagedFileException(file + " is a gzip file without content: it is cut short", e);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * @return null after the last
     * @throws DamagedFileException when the gzip stream is damaged; what was read before it was whole lines
     */
    byte[] next() throws IOException {
        if (over) {
            return null;
        }
        line.reset();
        while (true) {
            if (position == end && !fill()) {
                over = true;
                return line.size() == 0 ? null : line.toByteArray();
            }
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            int room = Math.min(position - start, maxBytes + 1 - line.size());
            line.write(buffer, start, room);
            if (position < end) {
                position++;
                return line.toByteArray();
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        try {
            end = Math.max(0, in.read(buffer, 0, BUFFER));
        } catch (EOFException | ZipException e) {
            end = 0;
            throw new DamagedFileException(file + " is damaged or cut short: " + e.getMessage(), e);
        }
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
