package io.wetoken.flink.judge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** Reads a file as numbered lines of UTF-8, ended by LF or CR LF. Flink unpacks it before, by its name. */
final class LineFormat extends SimpleStreamFormat<Line> {
    /** A collector takes at most 1 MiB at once, so no recorded event is longer. */
    private static final int MAX_BYTES = 1 << 20;

    @Override
    public StreamFormat.Reader<Line> createReader(Configuration config, FSDataInputStream stream) {
        return new LineReader(new BufferedInputStream(stream, 1 << 16));
    }

    @Override
    public TypeInformation<Line> getProducedType() {
        return TypeInformation.of(Line.class);
    }

    private static final class LineReader implements StreamFormat.Reader<Line> {
        private final InputStream in;
        private long number;

        LineReader(InputStream in) {
            this.in = in;
        }

        @Override
        public Line read() throws IOException {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            number++;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            boolean tooLong = false;
            for (; next >= 0 && next != '\n'; next = in.read()) {
                if (bytes.size() < MAX_BYTES) {
                    bytes.write(next);
                } else {
                    tooLong = true;
                }
            }
            return tooLong
                    ? new Line(number, "", "is longer than " + MAX_BYTES + " bytes")
                    : decoded(ByteBuffer.wrap(bytes.toByteArray()));
        }

        private Line decoded(ByteBuffer bytes) {
            try {
                String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
                return new Line(number, text.strip(), "");
            } catch (CharacterCodingException e) {
                return new Line(number, "", "is not UTF-8");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
