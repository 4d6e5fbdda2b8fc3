package io.wetoken.flink.stream;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.RejectedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the job writes to Kafka. */
final class KafkaSinks {
    private KafkaSinks() {}

    /** {@code behaviour.judged}, exactly once for readers of committed records. */
    static KafkaSink<JudgedEvent> judged(String bootstrap, Duration transaction) {
        return KafkaSink.<JudgedEvent>builder()
                .setBootstrapServers(bootstrap)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("wetoken-judged")
                .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transaction.toMillis()))
                // A third of the bytes, for less processor time than the broker needs for the rest.
                .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .setRecordSerializer(new Judged())
                .build();
    }

    /** {@code behaviour.rejected}; a record that cannot be decoded may be there twice after a failure, never not at all. */
    static KafkaSink<RejectedEvent> rejected(String bootstrap) {
        return KafkaSink.<RejectedEvent>builder()
                .setBootstrapServers(bootstrap)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Rejected())
                .build();
    }

    private static final class Judged implements KafkaRecordSerializationSchema<JudgedEvent> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(JudgedEvent judged, KafkaSinkContext context, Long timestamp) {
            try {
                return new ProducerRecord<>(
                        Topics.JUDGED,
                        null,
                        judged.getEvent().getReceived(),
                        judged.getEvent().getActor().getBytes(StandardCharsets.UTF_8),
                        Wire.JUDGED.encode(judged));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot encode the judged event " + judged.getEvent().getId(), e);
            }
        }
    }

    private static final class Rejected implements KafkaRecordSerializationSchema<RejectedEvent> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                RejectedEvent rejected, KafkaSinkContext context, Long timestamp) {
            try {
                return new ProducerRecord<>(Topics.REJECTED, Wire.REJECTED.encode(rejected));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot encode a rejected record", e);
            }
        }
    }
}
