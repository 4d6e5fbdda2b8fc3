package io.wetoken.flink.erase;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics that sites log in. Nothing can be taken out of a topic before its time, so a record without a value says that whatever the account has there by now is not to be read. It names
 * nobody who is not named there, and it goes when they have gone.
 */
final class SiteLogs {
    private static final List<String> ALL = List.of(Topics.SERVED, Topics.HIDDEN);
    private static final int PATIENCE_MS = 20_000;

    private final String bootstrap;

    SiteLogs(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /**
     * Again it changes nothing.
     *
     * @return how many topics were told; one that no site has begun holds nobody
     * @throws IOException when not all of them were
     */
    int forget(AccountId account) throws IOException, InterruptedException {
        byte[] key = account.value().getBytes(StandardCharsets.UTF_8);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                PATIENCE_MS);
        Set<String> begun = begun();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : begun) {
                producer.send(new ProducerRecord<>(topic, key, null)).get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka at " + bootstrap + " did not take it that somebody is erased: "
                            + e.getCause().getMessage(),
                    e);
        }
        return begun.size();
    }

    private Set<String> begun() throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MS / 2,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MS);
        try (Admin admin = Admin.create(settings)) {
            Set<String> begun = new HashSet<>(admin.listTopics().names().get());
            begun.retainAll(ALL);
            return begun;
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka at " + bootstrap + " does not say which topics it has: "
                            + e.getCause().getMessage(),
                    e);
        }
    }
}
