package io.wetoken.flink.bench;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics as collectors leave them, and a day in the first of them. */
final class RawTopic {
    private final String kafka;

    RawTopic(String kafka) {
        this.kafka = kafka;
    }

    /**
     * @param active accounts that have a record
     * @param activeAt those that have one among the first so many
     */
    record Filled(long records, long distinct, int active, Map<Long, Integer> activeAt) {}

    void create(int partitions) throws IOException, InterruptedException {
        create(List.of(Topics.RAW, Topics.JUDGED, Topics.CORRECTIONS, Topics.REJECTED), partitions);
    }

    void create(String topic, int partitions) throws IOException, InterruptedException {
        create(List.of(topic), partitions);
    }

    private void create(List<String> topics, int partitions) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Map<String, String> keep = Map.of("retention.ms", "-1");
            admin.createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, partitions, (short) -1).configs(keep))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot create the topics " + topics, e.getCause());
        }
    }

    /** @param sizes of which to say how many accounts have a record among the first so many */
    Filled fill(MadeUpDay day, List<Long> sizes) throws IOException {
        Set<String> active = new HashSet<>();
        Map<Long, Integer> activeAt = new HashMap<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        long records = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 5, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            while (day.hasNext() && failure.get() == null) {
                BehaviourEvent event = day.next();
                active.add(event.getActor());
                Future<RecordMetadata> unused = producer.send(
                        new ProducerRecord<>(
                                Topics.RAW,
                                null,
                                event.getReceived(),
                                event.getActor().getBytes(StandardCharsets.UTF_8),
                                Wire.RAW.encode(event)),
                        (metadata, problem) -> {
                            if (problem != null) {
                                failure.compareAndSet(null, problem);
                            }
                        });
                records++;
                if (sizes.contains(records)) {
                    activeAt.put(records, active.size());
                }
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IOException("The records cannot be sent", failure.get());
        }
        return new Filled(records, records - day.copies(), active.size(), activeAt);
    }
}
