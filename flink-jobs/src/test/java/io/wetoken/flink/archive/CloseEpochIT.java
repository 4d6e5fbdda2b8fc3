package io.wetoken.flink.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseEpochIT {
    private static Closings closings;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        closings = new Closings();
    }

    @AfterAll
    static void stop() {
        closings.close();
    }

    @Test
    void aDayThatIsNotSealedMustWait() throws Exception {
        Epoch day = Epoch.parse("2026-01-01");
        closings.send(day, 3);
        closings.mark(day, Mark.COMPLETE);

        assertThat(closings.close(home, day)).isEqualTo(3);
        assertThat(archive().resolve("manifests")).doesNotExist();
    }

    @Test
    void aDayClosesWhenItsFinishedFilesHoldEveryRecord() throws Exception {
        Epoch day = Epoch.parse("2026-01-02");
        closings.send(day.plusDays(-1), 2);
        closings.send(day, 10);
        closings.mark(day, Mark.SEALED);

        closings.judged(archive(), day, "part-0.parquet", 6, 2);
        closings.judged(archive(), day, ".part-1.inprogress", 9, 0);
        assertThat(closings.close(home, day)).as("two records are short").isEqualTo(3);

        closings.send(day.plusDays(1), 4);
        closings.duplicates(archive(), day, "part-0.parquet", 2);
        assertThat(closings.close(home, day)).isZero();

        Manifest manifest = Manifests.fromJson(Files.readString(archive().resolve("manifests/" + day + ".json")));
        assertThat(manifest.getRecords()).isEqualTo(10);
        assertThat(manifest.getValid()).isEqualTo(6);
        assertThat(manifest.getSuspect()).isEqualTo(2);
        assertThat(manifest.getDuplicates()).isEqualTo(2);
        assertThat(manifest.getFiles())
                .extracting(ManifestFile::getKind)
                .containsExactly(ManifestFileKind.JUDGED, ManifestFileKind.DUPLICATES, ManifestFileKind.AT_ONCE);
        assertThat(manifest.getHours()).hasSize(1);
        assertThat(manifest.getHours().get(0).getRows()).isEqualTo(8);
    }

    @Test
    void aClosedDayStaysAsItIsAndAChangedFileIsNamed() throws Exception {
        Epoch day = Epoch.parse("2026-01-05");
        closings.send(day, 4);
        closings.mark(day, Mark.SEALED);
        closings.judged(archive(), day, "part-0.parquet", 4, 0);
        assertThat(closings.close(home, day)).isZero();
        String manifest = Files.readString(archive().resolve("manifests/" + day + ".json"));

        closings.send(day, 1);
        assertThat(closings.close(home, day)).as("repeated").isZero();
        assertThat(Files.readString(archive().resolve("manifests/" + day + ".json")))
                .isEqualTo(manifest);

        Files.write(
                archive().resolve("judged/epoch=" + day + "/part-0.parquet"),
                new byte[] {1},
                StandardOpenOption.APPEND);
        assertThat(closings.close(home, day)).as("changed after closing").isEqualTo(1);
    }

    @Test
    void moreRowsThanRecordsIsAnError() throws Exception {
        Epoch day = Epoch.parse("2026-01-07");
        closings.send(day, 2);
        closings.mark(day, Mark.SEALED);
        closings.judged(archive(), day, "part-0.parquet", 3, 0);

        assertThat(closings.close(home, day)).isEqualTo(1);
        assertThat(archive().resolve("manifests/" + day + ".json")).doesNotExist();
    }

    @Test
    void anEmptyDayClosesWithoutFiles() throws Exception {
        Epoch day = Epoch.parse("2026-01-09");
        closings.send(day.plusDays(-1), 1);
        closings.mark(day, Mark.SEALED);

        assertThat(closings.close(home, day)).isZero();
        assertThat(Manifests.fromJson(Files.readString(archive().resolve("manifests/" + day + ".json")))
                        .getFiles())
                .isEmpty();
    }

    @Test
    void aDayOfWhichTheBrokerMayHaveDeletedRecordsIsNotClosed() throws Exception {
        try (KafkaProcess forgetful = TestServers.kafka();
                Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, forgetful.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(Topics.RAW, 1, (short) 1).configs(Closings.KEEP)))
                    .all()
                    .get();
            Epoch day = Epoch.parse("2026-01-13");
            try (KafkaProducer<byte[], byte[]> to = Closings.producer(forgetful)) {
                for (int i = 0; i < 3; i++) {
                    long received = day.start() + i;
                    to.send(new ProducerRecord<>(
                                    Topics.RAW, 0, received, null, Wire.RAW.encode(Closings.event(received))))
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
        closings.send(day, 2);
        closings.sendRaw(day.start(), new byte[] {1, 2, 3});
        closings.mark(day, Mark.SEALED);
        closings.judged(archive(), day, "part-0.parquet", 2, 0);

        assertThat(closings.close(home, day)).isZero();
    }

    private Path archive() {
        return home.resolve("archive");
    }
}
