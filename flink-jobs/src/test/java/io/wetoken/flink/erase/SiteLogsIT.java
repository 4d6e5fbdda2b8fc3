package io.wetoken.flink.erase;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.files.Erasure;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What sites logged of somebody, in a real broker. */
class SiteLogsIT {
    @TempDir
    private Path home;

    private final StringWriter said = new StringWriter();

    @Test
    void theLogsThatAreThereSayThatSomebodyIsNotToBeReadAndTheOthersAreNotBegun() throws Exception {
        try (KafkaProcess kafka = TestServers.kafka();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            assertThat(erase(kafka)).as(said.toString()).isZero();
            assertThat(said.toString()).contains("0 logs of sites told");
            assertThat(admin.listTopics().names().get()).doesNotContain(Topics.SERVED, Topics.HIDDEN);

            admin.createTopics(List.of(new NewTopic(Topics.SERVED, 2, (short) 1)))
                    .all()
                    .get();
            send(kafka, "ann", "bob");
            assertThat(erase(kafka)).as(said.toString()).isZero();
            assertThat(erase(kafka)).as("again: %s", said).isZero();

            assertThat(said.toString()).contains("1 logs of sites told");
            assertThat(admin.listTopics().names().get()).doesNotContain(Topics.HIDDEN);
            assertThat(told(kafka)).containsExactlyInAnyOrder("ann page", "ann nothing", "ann nothing", "bob page");
        }
    }

    private int erase(KafkaProcess kafka) throws Exception {
        Files.createDirectories(home.resolve("archive"));
        Path settings = Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + home.resolve("archive") + "\nkafka.bootstrap=" + kafka.bootstrap() + "\n");
        Path erasure = home.resolve("erasure");
        Files.deleteIfExists(erasure);
        new Erasure(new AccountId("ann"), "07".repeat(32)).write(erasure);
        return new CommandLine(new EraseCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute("--config", settings.toString(), "--date", "2026-11-21", "--erasure", erasure.toString());
    }

    private static void send(KafkaProcess kafka, String... accounts) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String account : accounts) {
                byte[] key = account.getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(Topics.SERVED, key, key)).get();
            }
        }
    }

    /** Each record by its key. */
    private static List<String> told(KafkaProcess kafka) {
        List<String> told = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(Topics.SERVED, 0), new TopicPartition(Topics.SERVED, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    told.add(new String(record.key(), StandardCharsets.UTF_8)
                            + (record.value() == null ? " nothing" : " page"));
                }
            }
        }
        return told;
    }
}
