package io.wetoken.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.media.worker.MediaTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** What was told of uploads so far. */
final class StatusReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<JsonNode> told = new ArrayList<>();

    StatusReader(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(MediaTopics.STATUS).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All that was told of an upload, in order. */
    List<JsonNode> of(String upload) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            JsonNode status = new ObjectMapper().readTree(record.value());
            if (!status.path("upload").asText().equals(new String(record.key(), StandardCharsets.UTF_8))) {
                throw new IOException("The key is not the upload: " + status);
            }
            told.add(status);
        }
        return told.stream()
                .filter(status -> status.path("upload").asText().equals(upload))
                .toList();
    }

    List<JsonNode> of(String upload, String state) throws IOException {
        return of(upload).stream()
                .filter(status -> status.path("state").asText().equals(state))
                .toList();
    }

    /** Waits until an upload has come to a state. @return the first time that it was told */
    JsonNode await(String upload, String state) {
        return Awaitility.await(upload + " " + state)
                .atMost(Duration.ofSeconds(90))
                .until(() -> of(upload, state), found -> !found.isEmpty())
                .get(0);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
