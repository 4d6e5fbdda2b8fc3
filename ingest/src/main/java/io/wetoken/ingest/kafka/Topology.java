package io.wetoken.ingest.kafka;

import io.wetoken.behaviour.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics as this system needs them. What exists is left as its operator made it, but checked. */
public final class Topology {
    /** Replayed days are old: any time limit would delete them within minutes. */
    private static final Map<String, String> KEEP = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");

    private Topology() {}

    /**
     * Creates what is missing.
     *
     * @throws KafkaException when Kafka does not answer
     * @throws IllegalStateException when a topic exists that cannot be used as it is; the message says what to change
     */
    public static void ensure(KafkaSettings settings) throws InterruptedException {
        try (Admin admin = Admin.create(settings.admin("collector-topology"))) {
            Set<String> existing = admin.listTopics().names().get();
            for (NewTopic topic : wanted(settings.partitions())) {
                if (!existing.contains(topic.name())) {
                    create(admin, topic);
                }
            }
            check(admin);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static List<NewTopic> wanted(int partitions) {
        return List.of(
                topic(Topics.RAW, partitions, KEEP),
                topic(
                        Topics.REJECTED,
                        partitions,
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                "-1",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(KafkaSettings.MAX_RECORD_BYTES))),
                topic(Topics.JUDGED, partitions, KEEP),
                topic(Topics.CORRECTIONS, partitions, KEEP),
                topic(Topics.EPOCHS, 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    }

    /** With the cluster's default replication. */
    private static NewTopic topic(String name, int partitions, Map<String, String> configs) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs);
    }

    private static void create(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            // Another process was faster: it wants the same.
        }
    }

    private static void check(Admin admin) throws InterruptedException, ExecutionException {
        int marks = admin.describeTopics(List.of(Topics.EPOCHS))
                .topicNameValues()
                .get(Topics.EPOCHS)
                .get()
                .partitions()
                .size();
        if (marks != 1) {
            throw new IllegalStateException("Topic " + Topics.EPOCHS + " has " + marks
                    + " partitions, needs 1: delete it, and it will be created as it should be");
        }
        ConfigResource rejected = new ConfigResource(ConfigResource.Type.TOPIC, Topics.REJECTED);
        int most = Integer.parseInt(admin.describeConfigs(List.of(rejected))
                .all()
                .get()
                .get(rejected)
                .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .value());
        if (most < KafkaSettings.MAX_RECORD_BYTES) {
            throw new IllegalStateException("Topic " + Topics.REJECTED + " has " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG
                    + " " + most + ", needs " + KafkaSettings.MAX_RECORD_BYTES + ": change it with kafka-configs");
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }
}
