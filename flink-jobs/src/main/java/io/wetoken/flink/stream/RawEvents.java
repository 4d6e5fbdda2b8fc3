package io.wetoken.flink.stream;

import io.wetoken.behaviour.Topics;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The source: values of {@code behaviour.raw} as bytes, from the beginning; the record's timestamp, which is {@code received}, is the event time. */
final class RawEvents {
    /** Names the job in the broker's tools, which show how far behind it is. The position itself is in the checkpoints. */
    private static final String GROUP = "wetoken-stream";

    private RawEvents() {}

    static KafkaSource<byte[]> source(String bootstrap) {
        return KafkaSource.<byte[]>builder()
                .setBootstrapServers(bootstrap)
                .setTopics(Topics.RAW)
                .setGroupId(GROUP)
                .setStartingOffsets(OffsetsInitializer.earliest())
                // New partitions are found within a minute.
                .setProperty("partition.discovery.interval.ms", "60000")
                .setDeserializer(new Values())
                .build();
    }

    private static final class Values implements KafkaRecordDeserializationSchema<byte[]> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> entry, Collector<byte[]> out) throws IOException {
            out.collect(entry.value() == null ? new byte[0] : entry.value());
        }

        @Override
        public TypeInformation<byte[]> getProducedType() {
            return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        }
    }
}
