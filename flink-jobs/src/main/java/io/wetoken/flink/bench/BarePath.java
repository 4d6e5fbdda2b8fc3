package io.wetoken.flink.bench;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the streaming job is compared with: a consumer that puts a row for every record about a content as soon as it has read it, and does nothing else. */
final class BarePath implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Store store;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "bare-path");

    BarePath(String kafka, String topic, Store store) {
        this.store = store;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "group.id", "wetoken-bench-bare", "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        thread.start();
    }

    private void run() {
        try (consumer) {
            while (true) {
                List<Figures> rows = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofSeconds(1))) {
                    BehaviourEvent event = Wire.RAW.decode(polled.value());
                    if (event.getContent() != null && event.getOwner() != null) {
                        rows.add(new Figures(
                                new ContentId(event.getContent()),
                                new AccountId(event.getOwner()),
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                event.getReceived()));
                    }
                }
                store.contents().putFigures(rows);
            }
        } catch (WakeupException end) {
            // Closing.
        } catch (IOException | RuntimeException e) {
            failure.set(e);
        }
    }

    void check() throws IOException {
        if (failure.get() != null) {
            throw new IOException("The bare path failed", failure.get());
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
