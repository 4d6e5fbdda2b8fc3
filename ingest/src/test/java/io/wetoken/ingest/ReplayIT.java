package io.wetoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.ingest.community.Community;
import io.wetoken.ingest.replay.Replay;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Recorded files, through the collector's process into a broker's. */
class ReplayIT {
    @TempDir
    Path dir;

    private KafkaProcess kafka;
    private CollectorProcess collector;

    @BeforeEach
    void start() throws IOException {
        kafka = TestServers.kafka();
        collector = new CollectorProcess(dir, "collector", kafka.bootstrap());
    }

    @AfterEach
    void stop() {
        collector.close();
        kafka.close();
    }

    @Test
    void aCommunityArrivesWholeAndARepetitionChangesNothingButCopies() throws Exception {
        Path file = dir.resolve("community.jsonl.gz");
        assertThat(new CommandLine(new Community())
                        .execute(
                                "--events",
                                "5000",
                                "--last-day",
                                "2026-01-20",
                                "--seed",
                                "11",
                                "--out",
                                file.toString()))
                .isZero();

        JsonNode first = replay(file);
        assertThat(first.path("sent").asInt()).isEqualTo(5_000);
        assertThat(first.path("rejected").asInt()).isEqualTo(4);
        assertThat(first.path("days").toString()).isEqualTo("[\"2026-01-18\",\"2026-01-19\",\"2026-01-20\"]");
        TopicReader topics = new TopicReader(kafka.bootstrap());
        assertThat(topics.accepted()).hasSize(4_996);
        assertThat(topics.rejected()).hasSize(4);
        assertThatEveryPartitionIsInOrder(topics);
        Set<String> ids = ids(topics);

        collector.kill();
        collector.start();
        JsonNode second = replay(file);
        assertThat(second.path("accepted")).isEqualTo(first.path("accepted"));
        assertThat(ids(topics)).isEqualTo(ids);
        assertThat(topics.accepted()).hasSize(2 * 4_996);
    }

    @Test
    void everyLineOfTheRealLogIsAcknowledged() throws Exception {
        Path file = TestServers.root().resolve("../shared/data/replay/ml-100k.jsonl.gz");
        assumeTrue(Files.isRegularFile(file), () -> "Skipped: " + file + " is not here");

        JsonNode report = replay(file);

        assertThat(report.path("accepted").asInt()).isEqualTo(122_883);
        assertThat(report.path("rejected").asInt()).isZero();
        assertThat(report.path("days")).hasSize(213);
        TopicReader topics = new TopicReader(kafka.bootstrap());
        assertThat(topics.accepted()).hasSize(122_883);
        assertThat(ids(topics)).hasSize(122_883);
        assertThatEveryPartitionIsInOrder(topics);
    }

    private static void assertThatEveryPartitionIsInOrder(TopicReader topics) {
        Map<Integer, Long> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.records(Topics.RAW)) {
            Long before = last.put(record.partition(), record.timestamp());
            assertThat(before == null || before <= record.timestamp())
                    .as("offset %d of partition %d", record.offset(), record.partition())
                    .isTrue();
        }
    }

    private static Set<String> ids(TopicReader topics) throws IOException {
        Set<String> ids = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.records(Topics.RAW)) {
            BehaviourEvent event = Wire.RAW.decode(record.value());
            ids.add(event.getId());
        }
        return ids;
    }

    private JsonNode replay(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        int status;
        try {
            status = new CommandLine(new Replay())
                    .execute(file.toString(), "--to", collector.address().toString(), "--json");
        } finally {
            System.setOut(before);
        }
        assertThat(status).isZero();
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        System.out.println(lines.get(lines.size() - 1).replaceAll("\"days\":\\[[^]]*]", "\"days\":[…]"));
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
}
