package io.wetoken.flink.stream;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.flink.guard.Candidate;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes events. Collectors write nothing else, but whoever may write to the topic can; what cannot be decoded goes to {@link #UNDECODABLE} with its bytes,
 * and is no record of any day.
 */
final class DecodeRaw extends ProcessFunction<byte[], Candidate> {
    static {
        AvroTrust.records(); // Wherever the task runs.
    }

    static final OutputTag<RejectedEvent> UNDECODABLE =
            new OutputTag<>("undecodable", TypeInformation.of(RejectedEvent.class));

    @Override
    public void processElement(byte[] value, Context context, Collector<Candidate> out) {
        try {
            out.collect(Candidate.of(Wire.RAW.decode(value)));
        } catch (IOException e) {
            long received = context.timestamp() == null ? 0 : context.timestamp();
            context.output(
                    UNDECODABLE,
                    new RejectedEvent(
                            ByteBuffer.wrap(value),
                            "UNDECODABLE",
                            String.valueOf(e.getMessage()),
                            received,
                            "stream",
                            Wire.SCHEMA_VERSION));
        }
    }
}
