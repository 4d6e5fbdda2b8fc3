package io.wetoken.serving.media;

import io.wetoken.behaviour.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the media workers tell: the compacted topic {@code media.status}, JSON by the upload's id. READY and REFUSED are final, whatever a worker that lost its lease
 * may still say.
 */
final class MediaStatus implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Set<String> FINAL = Set.of("READY", "REFUSED");

    private final KafkaConsumer<String, byte[]> consumer;

    MediaStatus(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Waits until each of these uploads has ended.
     *
     * @return the last word on each; those without one have none when the time is up
     */
    Map<String, JsonNode> ended(Set<String> uploads, Duration limit) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.MEDIA_STATUS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<String, JsonNode> ended = new HashMap<>();
        long until = System.nanoTime() + limit.toNanos();
        while (ended.size() < uploads.size() && System.nanoTime() < until) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(LOOK)) {
                if (uploads.contains(record.key())) {
                    last(record.value(), ended, record.key());
                }
            }
        }
        return ended;
    }

    private static void last(byte[] value, Map<String, JsonNode> ended, String upload) {
        try {
            JsonNode status = JsonMapper.shared().readTree(value);
            if (FINAL.contains(status.path("state").asString(""))) {
                ended.putIfAbsent(upload, status);
            }
        } catch (JacksonException e) {
            throw new IllegalStateException("The status of upload " + upload + " is not JSON", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
