package io.wetoken.flink.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keeps a state by the {@link Codec} of that name: length and bytes. The heap backend holds the object itself, so encoding happens in checkpoints only.
 *
 * @param <S> the state
 */
public final class CodecSerializer<S> extends TypeSerializer<S> {
    private final String name;
    private transient Codec<S> codec;

    public CodecSerializer(Codec<S> codec) {
        this.name = codec.name();
        this.codec = codec;
    }

    CodecSerializer(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    private Codec<S> codec() {
        if (codec == null) {
            codec = Codecs.find(name);
        }
        return codec;
    }

    @Override
    public boolean isImmutableType() {
        return codec().immutable();
    }

    @Override
    public TypeSerializer<S> duplicate() {
        return this;
    }

    @Override
    public S createInstance() {
        return null;
    }

    @Override
    public S copy(S from) {
        return from == null || codec().immutable() ? from : codec().copy(from);
    }

    @Override
    public S copy(S from, S reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(S state, DataOutputView target) throws IOException {
        byte[] bytes = codec().encode(state);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public S deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return codec().decode(bytes);
    }

    @Override
    public S deserialize(S reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        target.writeInt(bytes.length);
        target.write(bytes); // Not write(source, length): some views do not grow for that.
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer<?> serializer && name.equals(serializer.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<S> snapshotConfiguration() {
        return new CodecSnapshot<>(name);
    }
}
