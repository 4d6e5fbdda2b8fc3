package io.wetoken.flink.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CloseEpochIT {
    private static final Map<String, String> KEEP = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");

    private static KafkaProcess kafka;
    private static KafkaProducer<byte[], byte[]> producer;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        kafka = TestServers.kafka();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.RAW, 2, (short) 1).configs(KEEP),
                            new NewTopic(Topics.EPOCHS, 1, (short) 1).configs(KEEP)))
                    .all()
                    .get();
        }
        producer = producer(kafka);
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaProcess broker) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap(), ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        kafka.close();
    }

    @Test
    void aDayThatIsNotSealedMustWait() throws Exception {
        Epoch day = Epoch.parse("2026-01-01");
        send(day, 3);
        mark(day, Mark.COMPLETE);

        assertThat(close(day)).isEqualTo(3);
        assertThat(archive().resolve("manifests")).doesNotExist();
    }

    @Test
    void aDayClosesWhenItsFinishedFilesHoldEveryRecord() throws Exception {
        Epoch day = Epoch.parse("2026-01-02");
        send(day.plusDays(-1), 2);
        send(day, 10);
        mark(day, Mark.SEALED);

        judged(day, "part-0.parquet", 6, 2);
        judged(day, ".part-1.inprogress", 9, 0);
        assertThat(close(day)).as("two records are short").isEqualTo(3);

        send(day.plusDays(1), 4);
        duplicates(day, "part-0.parquet", 2);
        assertThat(close(day)).isZero();

        Manifest manifest = Manifests.fromJson(Files.readString(archive().resolve("manifests/" + day + ".json")));
        assertThat(manifest.getRecords()).isEqualTo(10);
        assertThat(manifest.getValid()).isEqualTo(6);
        assertThat(manifest.getSuspect()).isEqualTo(2);
        assertThat(manifest.getDuplicates()).isEqualTo(2);
        assertThat(manifest.getFiles()).hasSize(2);
    }

    @Test
    void aClosedDayStaysAsItIsAndAChangedFileIsNamed() throws Exception {
        Epoch day = Epoch.parse("2026-01-05");
        send(day, 4);
        mark(day, Mark.SEALED);
        judged(day, "part-0.parquet", 4, 0);
        assertThat(close(day)).isZero();
        String manifest = Files.readString(archive().resolve("manifests/" + day + ".json"));

        send(day, 1);
        assertThat(close(day)).as("repeated").isZero();
        assertThat(Files.readString(archive().resolve("manifests/" + day + ".json")))
                .isEqualTo(manifest);

        Files.write(
                archive().resolve("judged/epoch=" + day + "/part-0.parquet"),
                new byte[] {1},
                StandardOpenOption.APPEND);
        assertThat(close(day)).as("changed after closing").isEqualTo(1);
    }

    @Test
    void moreRowsThanRecordsIsAnError() throws Exception {
        Epoch day = Epoch.parse("2026-01-07");
        send(day, 2);
        mark(day, Mark.SEALED);
        judged(day, "part-0.parquet", 3, 0);

        assertThat(close(day)).isEqualTo(1);
        assertThat(archive().resolve("manifests/" + day + ".json")).doesNotExist();
    }

    @Test
    void anEmptyDayClosesWithoutFiles() throws Exception {
        Epoch day = Epoch.parse("2026-01-09");
        send(day.plusDays(-1), 1);
        mark(day, Mark.SEALED);

        assertThat(close(day)).isZero();
        assertThat(Manifests.fromJson(Files.readString(archive().resolve("manifests/" + day + ".json")))
                        .getFiles())
                .isEmpty();
    }

    @Test
    void aDayOfWhichTheBrokerMayHaveDeletedRecordsIsNotClosed() throws Exception {
        try (KafkaProcess forgetful = TestServers.kafka();
                Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, forgetful.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(Topics.RAW, 1, (short) 1).configs(KEEP)))
                    .all()
                    .get();
            Epoch day = Epoch.parse("2026-01-13");
            try (KafkaProducer<byte[], byte[]> to = producer(forgetful)) {
                for (int i = 0; i < 3; i++) {
                    long received = day.start() + i;
                    to.send(new ProducerRecord<>(Topics.RAW, 0, received, null, Wire.RAW.encode(event(received))))
                            .get();
                }
            }
            admin.deleteRecords(Map.of(new TopicPartition(Topics.RAW, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
            try (RawDay raw = new RawDay(forgetful.bootstrap())) {
                assertThatThrownBy(() -> raw.count(day, raw.ends(), read -> {}))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("behaviour.raw-0 begins at 1")
                        .hasMessageContaining("retention");
                assertThat(raw.count(day.plusDays(1), raw.ends(), read -> {})).isZero();
            }
        }
    }

    @Test
    void whatCannotBeDecodedIsOfNoDay() throws Exception {
        Epoch day = Epoch.parse("2026-01-11");
        send(day, 2);
        producer.send(new ProducerRecord<>(Topics.RAW, null, day.start(), new byte[] {1}, new byte[] {1, 2, 3}))
                .get();
        mark(day, Mark.SEALED);
        judged(day, "part-0.parquet", 2, 0);

        assertThat(close(day)).isZero();
    }

    private Path archive() {
        return home.resolve("archive");
    }

    private int close(Epoch day) throws IOException {
        Path config = home.resolve("we.properties");
        Files.writeString(config, "kafka.bootstrap=" + kafka.bootstrap() + "\narchive.dir=" + archive() + "\n");
        return new CommandLine(new CloseCommand())
                .execute("--config", config.toString(), "--date", day.toString(), "--wait-seconds", "0");
    }

    private static void send(Epoch day, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            long received = day.start() + i;
            producer.send(new ProducerRecord<>(
                            Topics.RAW, null, received, new byte[] {1}, Wire.RAW.encode(event(received))))
                    .get();
        }
    }

    private static void mark(Epoch day, Mark mark) throws Exception {
        producer.send(new ProducerRecord<>(
                        Topics.EPOCHS,
                        day.toString().getBytes(StandardCharsets.UTF_8),
                        Wire.MARK.encode(new EpochMark(day.toString(), mark, day.end()))))
                .get();
    }

    private void judged(Epoch day, String name, int valid, int suspect) throws IOException {
        try (ParquetWriter<JudgedEvent> writer = writer("judged", day, name, JudgedEvent.getClassSchema())) {
            for (int i = 0; i < valid + suspect; i++) {
                boolean honest = i < valid;
                writer.write(JudgedEvent.newBuilder()
                        .setEvent(event(day.start() + i))
                        .setVerdict(honest ? Verdict.VALID : Verdict.SUSPECT)
                        .setReasons(honest ? List.of() : List.of("RATE"))
                        .setTrustPpm(honest ? 1_000_000 : 0)
                        .setEpoch(day.toString())
                        .build());
            }
        }
    }

    private void duplicates(Epoch day, String name, int count) throws IOException {
        try (ParquetWriter<DuplicateEvent> writer = writer("duplicates", day, name, DuplicateEvent.getClassSchema())) {
            for (int i = 0; i < count; i++) {
                writer.write(new DuplicateEvent("id-" + i, "ann", day.start() + i, day.toString()));
            }
        }
    }

    private <T> ParquetWriter<T> writer(String tree, Epoch day, String name, Schema schema) throws IOException {
        Configuration conf = new Configuration();
        org.apache.hadoop.fs.Path path =
                new org.apache.hadoop.fs.Path(archive().toString(), tree + "/epoch=" + day + "/" + name);
        return AvroParquetWriter.<T>builder(HadoopOutputFile.fromPath(path, conf))
                .withSchema(schema)
                .withDataModel(SpecificData.get())
                .withConf(conf)
                .build();
    }

    private static BehaviourEvent event(long received) {
        return BehaviourEvent.newBuilder()
                .setId("00000000-0000-0000-0000-000000000000")
                .setKind(EventKind.OPEN)
                .setActor("ann")
                .setDevice("phone")
                .setSession("s")
                .setAt(received)
                .setSent(received)
                .setReceived(received)
                .build();
    }
}
