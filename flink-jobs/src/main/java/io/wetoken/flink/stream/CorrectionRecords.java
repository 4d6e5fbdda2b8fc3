package io.wetoken.flink.stream;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.Correction;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The second source: {@code behaviour.corrections} from the beginning. Nothing but the closing job writes there, so what cannot be decoded is a fault. */
final class CorrectionRecords {
    private static final String GROUP = "wetoken-stream-corrections";

    private CorrectionRecords() {}

    static KafkaSource<Correction> source(String bootstrap) {
        return KafkaSource.<Correction>builder()
                .setBootstrapServers(bootstrap)
                .setTopics(Topics.CORRECTIONS)
                .setGroupId(GROUP)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("partition.discovery.interval.ms", "60000")
                .setDeserializer(new Values())
                .build();
    }

    private static final class Values implements KafkaRecordDeserializationSchema<Correction> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> entry, Collector<Correction> out) throws IOException {
            out.collect(Wire.CORRECTION.decode(entry.value()));
        }

        @Override
        public TypeInformation<Correction> getProducedType() {
            return new AvroTypeInfo<>(Correction.class);
        }
    }
}
