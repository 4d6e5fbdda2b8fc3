package io.wetoken.flink.guard;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The 128 bits of an id that is a UUID. */
record EventId(long most, long least) {
    private static final int LENGTH = 36;

    /** Null for what is not a UUID in canonical lower case, so that no two texts are one id. */
    static EventId parse(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        long most = 0;
        long least = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return null;
            }
            if (i < 18) {
                most = most << 4 | digit;
            } else {
                least = least << 4 | digit;
            }
        }
        return new EventId(most, least);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(most ^ least);
    }

    /** 16 bytes. */
    static final class Serializer extends TypeSerializerSingleton<EventId> {
        static final Serializer INSTANCE = new Serializer();

        private static final long serialVersionUID = 1;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public EventId createInstance() {
            return new EventId(0, 0);
        }

        @Override
        public EventId copy(EventId from) {
            return from;
        }

        @Override
        public EventId copy(EventId from, EventId reuse) {
            return from;
        }

        @Override
        public int getLength() {
            return 2 * Long.BYTES;
        }

        @Override
        public void serialize(EventId id, DataOutputView target) throws IOException {
            target.writeLong(id.most());
            target.writeLong(id.least());
        }

        @Override
        public EventId deserialize(DataInputView source) throws IOException {
            return new EventId(source.readLong(), source.readLong());
        }

        @Override
        public EventId deserialize(EventId reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            target.write(source, getLength());
        }

        @Override
        public TypeSerializerSnapshot<EventId> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Public, for Flink makes it. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventId> {
        public Snapshot() {
            super(() -> Serializer.INSTANCE);
        }
    }
}
