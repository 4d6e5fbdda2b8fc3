package io.wetoken.serving.feed;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.behaviour.avro.ServedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every page that was shown, and that somebody hid something, in Kafka. People do not wait for it: a record is handed to one thread, whose queue is bounded as the producer's memory is; while
 * no broker answers pages are shown all the same, and {@link #lost} counts those that nobody will be able to evaluate.
 */
public final class ServedLog implements AutoCloseable {
    private static final long MEMORY = 8L << 20;
    /** Records that wait for the one thread that may be held up by brokers; one above is lost. */
    private static final int WAITING = 1_000;

    /** Nobody waits for a page to be logged, and a request for each would cost the broker more than it holds. */
    private static final int TOGETHER_MS = 50;

    private static final long PATIENCE_MS = 5_000;
    /** A season to evaluate policies on. */
    private static final long KEPT_MS = Duration.ofDays(90).toMillis();

    private static final int DELIVERY_MS = 30_000;
    private static final Logger LOG = LoggerFactory.getLogger(ServedLog.class);

    private final Optional<Producer<byte[], byte[]>> producer;
    private final String bootstrap;
    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), ServedLog::daemon);
    /** Topics; of the one thread. */
    private final Set<String> there = new HashSet<>();

    private final AtomicLong lost = new AtomicLong();
    private volatile boolean failing;

    /** @param bootstrap empty for a site that logs nothing */
    ServedLog(Optional<String> bootstrap) {
        this.producer = bootstrap.map(ServedLog::producer);
        this.bootstrap = bootstrap.orElse("");
    }

    private static Producer<byte[], byte[]> producer(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, TOGETHER_MS);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_MS / 2);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new KafkaProducer<>(settings);
    }

    void add(ServedPage page) {
        add(Topics.SERVED, page.getAccount(), Wire.SERVED, page);
    }

    /** Something that was hidden, for whoever compares ways of making pages. */
    public void add(Hiding hiding) {
        add(Topics.HIDDEN, hiding.getAccount(), Wire.HIDING, hiding);
    }

    private <T extends SpecificRecordBase> void add(String topic, String account, Wire<T> wire, T record) {
        producer.ifPresent(to -> {
            try {
                sender.execute(() -> send(to, topic, account, wire, record));
            } catch (RejectedExecutionException e) {
                done(e);
            }
        });
    }

    /** Pages, and hidings, that did not reach a broker since the start. */
    public long lost() {
        return lost.get();
    }

    private <T extends SpecificRecordBase> void send(
            Producer<byte[], byte[]> to, String topic, String account, Wire<T> wire, T record) {
        try {
            make(topic);
            byte[] key = account.getBytes(StandardCharsets.UTF_8);
            var unused =
                    to.send(new ProducerRecord<>(topic, key, wire.encode(record)), (told, failure) -> done(failure));
        } catch (KafkaException e) {
            done(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode a record of " + topic, e);
        }
    }

    /** Where nobody has made it yet. */
    private void make(String name) {
        if (there.contains(name)) {
            return;
        }
        NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(KEPT_MS)));
        // Closing it waits for its calls, so they too must end soon.
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE_MS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE_MS);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Cannot create " + name, e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("Cannot create " + name + " in " + PATIENCE_MS + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while creating " + name, e);
        }
        there.add(name);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "served-log");
        thread.setDaemon(true);
        return thread;
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
        sender.shutdown();
        producer.ifPresent(to -> to.close(Duration.ofSeconds(2)));
    }
}
