package io.wetoken.serving.upload;

import io.wetoken.behaviour.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** The media workers' queue. A call returns when the job is kept. */
final class Jobs implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;
    private static final int PARTITIONS = 4;

    private final KafkaProducer<String, byte[]> producer;

    Jobs(String bootstrap) {
        makeTopics(bootstrap);
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("acks", "all");
        settings.put("max.block.ms", PATIENCE_MS);
        settings.put("request.timeout.ms", PATIENCE_MS / 2);
        settings.put("delivery.timeout.ms", PATIENCE_MS);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** The same job twice is harmless: the workers find the file done.
     *
     * @throws KafkaException when no broker keeps it in {@value #PATIENCE_MS} ms; then nobody knows whether one has
     */
    void send(String upload, String file) {
        byte[] job = JsonMapper.shared()
                .createObjectNode()
                .put("upload", upload)
                .put("file", file)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(Topics.UPLOADS, upload, job))
                    .get(2L * PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("The job of upload " + upload + " cannot be queued", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while queueing upload " + upload, e);
        }
    }

    /** As the workers would; whoever comes first. */
    private static void makeTopics(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (NewTopic topic : List.of(
                    new NewTopic(Topics.UPLOADS, Optional.of(PARTITIONS), Optional.empty())
                            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")),
                    new NewTopic(Topics.MEDIA_STATUS, Optional.of(PARTITIONS), Optional.empty())
                            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)))) {
                try {
                    admin.createTopics(List.of(topic)).all().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new KafkaException("Cannot create " + topic.name(), e.getCause());
                    }
                }
            }
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka at " + bootstrap + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while creating topics", e);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
