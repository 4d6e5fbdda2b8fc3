package io.wetoken.flink.stream;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics as collectors leave them, and what readers of committed records see. */
final class Broker implements AutoCloseable {
    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;

    Broker(String bootstrap) throws Exception {
        this.bootstrap = bootstrap;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Map<String, String> keep = Map.of("retention.ms", "-1");
            admin.createTopics(List.of(
                            new NewTopic(Topics.RAW, 2, (short) 1).configs(keep),
                            new NewTopic(Topics.JUDGED, 2, (short) 1).configs(keep),
                            new NewTopic(Topics.CORRECTIONS, 2, (short) 1).configs(keep),
                            new NewTopic(Topics.REJECTED, 1, (short) 1).configs(keep)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(List<BehaviourEvent> events) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (BehaviourEvent event : events) {
            sent.add(producer.send(new ProducerRecord<>(
                    Topics.RAW,
                    null,
                    event.getReceived(),
                    event.getActor().getBytes(StandardCharsets.UTF_8),
                    Wire.RAW.encode(event))));
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    void sendRaw(long received, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.RAW, 0, received, new byte[0], value))
                .get();
    }

    /** Values of all committed records. */
    List<byte[]> committed(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "enable.auto.commit", false, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<byte[]> values = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(entry -> values.add(entry.value()));
            }
            return values;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
