package io.wetoken.serving.feed;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.ServedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every page that was shown, in Kafka. People do not wait for it: a page is handed to the producer, whose memory is bounded; while no broker answers pages are
 * shown all the same, and {@link #lost} counts those that nobody will be able to evaluate.
 */
public final class ServedLog implements AutoCloseable {
    private static final long MEMORY = 8L << 20;
    /** What one page may wait for the names of brokers or for memory. */
    private static final long PATIENCE_MS = 50;

    private static final int DELIVERY_MS = 30_000;
    private static final Logger LOG = LoggerFactory.getLogger(ServedLog.class);

    private final Optional<Producer<byte[], byte[]>> producer;
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean failing;

    /** @param bootstrap empty for a site that logs nothing */
    ServedLog(Optional<String> bootstrap) {
        this.producer = bootstrap.map(ServedLog::producer);
    }

    private static Producer<byte[], byte[]> producer(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MS / 2);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new KafkaProducer<>(settings);
    }

    void add(ServedPage page) {
        producer.ifPresent(to -> send(to, page));
    }

    /** Pages that did not reach a broker since the start. */
    public long lost() {
        return lost.get();
    }

    private void send(Producer<byte[], byte[]> to, ServedPage page) {
        try {
            byte[] key = page.getAccount().getBytes(StandardCharsets.UTF_8);
            var unused = to.send(
                    new ProducerRecord<>(Topics.SERVED, key, Wire.SERVED.encode(page)),
                    (told, failure) -> done(failure));
        } catch (KafkaException e) {
            done(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode page " + page.getRequest(), e);
        }
    }

    private void done(Exception failure) {
        if (failure == null) {
            failing = false;
            return;
        }
        lost.incrementAndGet();
        if (!failing) {
            failing = true;
            LOG.error(
                    "Pages of feeds cannot be logged; those that are shown meanwhile are lost to evaluation", failure);
        }
    }

    @Override
    public void close() {
        producer.ifPresent(to -> to.close(java.time.Duration.ofSeconds(2)));
    }
}
