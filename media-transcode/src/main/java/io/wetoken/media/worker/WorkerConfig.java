package io.wetoken.media.worker;

import io.wetoken.behaviour.Settings;
import io.wetoken.media.core.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Every setting of a worker; {@code media-reference.properties} explains the keys.
 *
 * @param media where results are published
 * @param uploads where uploads lie; nothing outside is touched
 * @param lease after so long without a heartbeat another worker takes the job
 */
public record WorkerConfig(
        String bootstrap,
        Path media,
        Path uploads,
        int partitions,
        Duration lease,
        int attempts,
        int processors,
        Limits limits) {
    private static final String GROUP = "media-workers";
    private static final int HEARTBEATS_PER_LEASE = 4;
    private static final Duration STUCK = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static WorkerConfig from(Settings settings) {
        Limits usual = Limits.DEFAULT;
        WorkerConfig config = new WorkerConfig(
                settings.text("kafka.bootstrap"),
                Path.of(settings.text("media.dir")).toAbsolutePath().normalize(),
                Path.of(settings.text("media.uploads.dir")).toAbsolutePath().normalize(),
                (int) settings.number("media.partitions", 4, 1, 1_000),
                Duration.ofMillis(settings.number("media.leaseMs", 10_000, 6_000, 300_000)),
                (int) settings.number("media.attempts", 3, 1, 100),
                (int) settings.number("media.processors", Runtime.getRuntime().availableProcessors(), 1, 1_000),
                new Limits(
                        settings.number("media.maxBytes", usual.bytes(), 1, 1L << 40),
                        settings.number("media.maxSeconds", usual.seconds(), 1, 86_400),
                        settings.number("media.maxPixels", usual.pixels(), 256, 1L << 30),
                        settings.number("media.maxMemoryBytes", usual.memoryBytes(), 256L << 20, 1L << 40),
                        usual.cpuBaseSeconds(),
                        settings.number("media.maxCpuPerSecond", usual.cpuPerSecond(), 1, 10_000)));
        settings.check();
        return config;
    }

    Map<String, Object> consumer() {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) lease.toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) lease.toMillis() / HEARTBEATS_PER_LEASE);
        // A worker that lives but no longer looks after its job loses it too.
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) STUCK.toMillis());
        // A worker that joins or leaves must not take from the others what they are working on.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    Map<String, Object> producer() {
        return producer(bootstrap);
    }

    static Map<String, Object> producer(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return settings;
    }
}
