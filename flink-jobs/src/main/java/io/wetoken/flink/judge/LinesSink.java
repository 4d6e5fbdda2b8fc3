package io.wetoken.flink.judge;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes lines to one local file, from scratch; for a bounded job of parallelism 1 without retries. */
final class LinesSink implements Sink<String> {
    private final String file;
    private final boolean gzip;

    LinesSink(Path file, boolean gzip) {
        this.file = file.toString();
        this.gzip = gzip;
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) throws IOException {
        OutputStream raw = Files.newOutputStream(Path.of(file));
        OutputStream out = gzip ? new GZIPOutputStream(raw, 1 << 16) : raw;
        return new LinesWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16));
    }

    private static final class LinesWriter implements SinkWriter<String> {
        private final BufferedWriter out;

        LinesWriter(BufferedWriter out) {
            this.out = out;
        }

        @Override
        public void write(String line, Context context) throws IOException {
            out.write(line);
            out.write('\n');
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
