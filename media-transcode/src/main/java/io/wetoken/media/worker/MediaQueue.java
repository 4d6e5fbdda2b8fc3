package io.wetoken.media.worker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Writes to the two topics. A call returns when the record is kept. */
public final class MediaQueue implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    public MediaQueue(String bootstrap) {
        this.producer = new KafkaProducer<>(WorkerConfig.producer(bootstrap));
    }

    /** Creates the topics that are missing. Jobs are kept until somebody does them, however long that is. */
    public static void ensureTopics(WorkerConfig config) throws InterruptedException {
        try (Admin admin = Admin.create(config.common())) {
            for (NewTopic topic : List.of(
                    topic(MediaTopics.UPLOADS, config, Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")),
                    topic(
                            MediaTopics.STATUS,
                            config,
                            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)))) {
                try {
                    admin.createTopics(List.of(topic)).all().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new KafkaException("Cannot create " + topic.name(), e.getCause());
                    }
                    // What is there is left as its operator made it.
                }
            }
        }
    }

    private static NewTopic topic(String name, WorkerConfig config, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(config.partitions()), Optional.empty()).configs(settings);
    }

    public void tell(Status status) throws InterruptedException {
        send(MediaTopics.STATUS, status.key(), status.value());
    }

    public void submit(UploadJob job) throws InterruptedException {
        send(MediaTopics.UPLOADS, job.upload().getBytes(java.nio.charset.StandardCharsets.UTF_8), job.bytes());
    }

    private void send(String topic, byte[] key, byte[] value) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot write to " + topic, e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
