package io.wetoken.ingest.bench;

import io.wetoken.ingest.kafka.KafkaSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Keys and values as the collector wrote them, sent by one thread that does nothing else, with the collector's producer settings. */
final class BareProducer {
    private static final String TOPIC = "bench.bare";
    private static final int WARM_UP = 200_000;

    private final KafkaSettings kafka;

    BareProducer(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** @return records a second, from the first until all are acknowledged */
    double recordsPerSecond(List<ConsumerRecord<byte[], byte[]>> records, long count)
            throws IOException, InterruptedException {
        create();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka.producer("bench-bare"))) {
            send(producer, records, Math.min(count, WARM_UP));
            long start = System.nanoTime();
            send(producer, records, count);
            return count / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, List<ConsumerRecord<byte[], byte[]>> records, long count)
            throws IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (long i = 0; i < count; i++) {
            ConsumerRecord<byte[], byte[]> one = records.get((int) (i % records.size()));
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(TOPIC, null, one.timestamp(), one.key(), one.value()), (metadata, problem) -> {
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IOException("The bare producer failed", failure.get());
        }
    }

    private void create() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(kafka.admin("bench-bare-admin"))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(kafka.partitions()), Optional.empty())
                            .configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot create the topic " + TOPIC, e.getCause());
        }
    }
}
