package io.wetoken.flink.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint remembers of a {@link CodecSerializer}: the codec's name. Versions of the bytes are the codec's own business.
 *
 * @param <S> the state
 */
public final class CodecSnapshot<S> implements TypeSerializerSnapshot<S> {
    private static final int VERSION = 1;

    private String name;

    /** For Flink, which reads the name afterwards. */
    public CodecSnapshot() {}

    CodecSnapshot(String name) {
        this.name = name;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(name);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        if (readVersion != VERSION) {
            throw new IOException("A state's serializer has version " + readVersion + ", known is " + VERSION);
        }
        name = in.readUTF();
    }

    @Override
    public TypeSerializer<S> restoreSerializer() {
        return new CodecSerializer<>(name);
    }

    @Override
    public TypeSerializerSchemaCompatibility<S> resolveSchemaCompatibility(TypeSerializerSnapshot<S> older) {
        return older instanceof CodecSnapshot<S> snapshot && snapshot.name.equals(name)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
