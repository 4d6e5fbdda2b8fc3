package io.wetoken.behaviour;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.behaviour.avro.ServedPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro single-object encoding of what travels through {@link Topics}, of this schema version and of all before it; thread-safe. */
public final class Wire<T extends SpecificRecordBase> {
    /** The version that collectors stamp on what they reject; raised with every change of {@code BehaviourEvent}. */
    public static final int SCHEMA_VERSION = 2;

    private static final SchemaStore OLDER = OlderSchemas.all();

    public static final Wire<BehaviourEvent> RAW =
            new Wire<>(BehaviourEvent.getEncoder(), BehaviourEvent.createDecoder(OLDER));
    public static final Wire<JudgedEvent> JUDGED =
            new Wire<>(JudgedEvent.getEncoder(), JudgedEvent.createDecoder(OLDER));
    public static final Wire<RejectedEvent> REJECTED =
            new Wire<>(RejectedEvent.getEncoder(), RejectedEvent.getDecoder());
    public static final Wire<EpochMark> MARK = new Wire<>(EpochMark.getEncoder(), EpochMark.getDecoder());

    public static final Wire<ServedPage> SERVED = new Wire<>(ServedPage.getEncoder(), ServedPage.createDecoder(OLDER));

    public static final Wire<Hiding> HIDING = new Wire<>(Hiding.getEncoder(), Hiding.getDecoder());

    public static final Wire<Correction> CORRECTION = new Wire<>(Correction.getEncoder(), Correction.getDecoder());

    static {
        AvroTrust.records();
        // The same bytes in half the time: by the code that was generated for each record instead of a walk over its
        // schema.
        new BehaviourEvent().getSpecificData().setCustomCoders(true);
        new JudgedEvent().getSpecificData().setCustomCoders(true);
    }

    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private Wire(BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    public byte[] encode(T value) throws IOException {
        ByteBuffer encoded = encoder.encode(value);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /** @throws IOException whenever the bytes are not such a value: truncated, damaged, or of a schema that is not known here */
    public T decode(byte[] bytes) throws IOException {
        try {
            return decoder.decode(bytes);
        } catch (RuntimeException e) {
            // Avro reports damaged input with several unchecked types.
            throw new IOException("Cannot decode " + bytes.length + " bytes: " + e.getMessage(), e);
        }
    }
}
