package io.wetoken.flink.judge;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Writes verdicts with their lines to one local file that {@link FileReview} reads, from scratch; for a bounded job of parallelism 1 without retries. Each
 * is the length of the judged event, the event as {@link io.wetoken.behaviour.Wire} has it, the length of the line in UTF-8, the line.
 */
final class VerdictsSink implements Sink<Tuple2<byte[], String>> {
    private final String file;

    VerdictsSink(Path file) {
        this.file = file.toString();
    }

    @Override
    public SinkWriter<Tuple2<byte[], String>> createWriter(WriterInitContext context) throws IOException {
        return new VerdictsWriter(
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(file)), 1 << 16)));
    }

    private static final class VerdictsWriter implements SinkWriter<Tuple2<byte[], String>> {
        private final DataOutputStream out;

        VerdictsWriter(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(Tuple2<byte[], String> judged, Context context) throws IOException {
            write(judged.f0);
            write(judged.f1.getBytes(StandardCharsets.UTF_8));
        }

        private void write(byte[] bytes) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
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
