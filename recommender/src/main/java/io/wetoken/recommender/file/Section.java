package io.wetoken.recommender.file;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** One table of a model file: bytes, ints or floats. */
record Section(String name, Buffer values) {
    private static final int CHUNK = 1 << 16;

    /** Takes the bytes of a section, piece by piece. */
    interface Sink {
        void put(ByteBuffer bytes) throws IOException;
    }

    long length() {
        return (values instanceof ByteBuffer ? 1L : 4L) * values.limit();
    }

    void write(Sink sink) throws IOException {
        if (values instanceof ByteBuffer bytes) {
            sink.put(bytes.duplicate().rewind());
            return;
        }
        ByteBuffer chunk = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.limit(); from += CHUNK) {
            int count = Math.min(CHUNK, values.limit() - from);
            if (values instanceof IntBuffer ints) {
                chunk.asIntBuffer().put(0, ints, from, count);
            } else {
                chunk.asFloatBuffer().put(0, (FloatBuffer) values, from, count);
            }
            sink.put(chunk.duplicate().limit(4 * count));
        }
    }
}
