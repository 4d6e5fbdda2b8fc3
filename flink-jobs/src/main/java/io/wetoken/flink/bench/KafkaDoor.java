package io.wetoken.flink.bench;

import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic, as the collector would write to it. */
final class KafkaDoor implements Door {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Long> answers = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    KafkaDoor(String kafka, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 5, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void send(List<BehaviourEvent> batch) throws IOException {
        check();
        for (BehaviourEvent event : batch) {
            long sent = System.nanoTime();
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(
                            topic,
                            null,
                            event.getReceived(),
                            event.getActor().getBytes(StandardCharsets.UTF_8),
                            Wire.RAW.encode(event)),
                    (metadata, problem) -> {
                        answers.add((System.nanoTime() - sent) / 1_000_000);
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
        }
    }

    private void check() throws IOException {
        if (failure.get() != null) {
            throw new IOException("The records cannot be sent to " + topic, failure.get());
        }
    }

    @Override
    public void finish() throws IOException {
        producer.flush();
        check();
    }

    @Override
    public long[] answers() {
        return answers.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {
        producer.close();
    }
}
