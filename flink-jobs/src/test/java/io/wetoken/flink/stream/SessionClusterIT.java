package io.wetoken.flink.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.flink.bench.ArchiveTruth;
import io.wetoken.stack.testing.FlinkCluster;
import io.wetoken.stack.testing.FlinkProcess;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a cluster of several processes, submitted by the commands of {@code docs/cluster.md}, with the module's own jars. */
class SessionClusterIT {
    private static final long SEED = 20_261_125;
    private static final int EVENTS_A_SECOND = 600;
    private static final int BETWEEN_FAULTS = 1_500;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path home;

    @Test
    void processesThatAreKilledAndAnUpgradeLoseNothingAndDoubleNothing() throws Exception {
        try (KafkaProcess kafka = TestServers.kafka();
                HBaseProcess hbase = TestServers.hbase();
                Broker broker = new Broker(kafka.bootstrap());
                Store store = Stores.hbase(hbase.zookeeper());
                FlinkCluster flink = TestServers.flink(hbase.zookeeper())) {
            FlinkProcess victim = flink.addTaskManager();
            flink.addTaskManager();
            Operator operator = new Operator(home, flink, kafka.bootstrap(), hbase.zookeeper());
            ArchiveFiles archive = new ArchiveFiles(operator.archive());
            operator.does("Install");
            operator.does("Submit");
            operator.awaitRunning(4);
            SteadyLoad load = new SteadyLoad(broker, EVENTS_A_SECOND, SEED);
            await("the first finished files").atMost(LIMIT).until(() -> archive.finished() > 0);

            victim.kill();
            load.more(BETWEEN_FAULTS);
            flink.addTaskManager();
            operator.awaitRunning(4);
            load.more(BETWEEN_FAULTS);
            flink.jobManager().kill();
            load.more(BETWEEN_FAULTS);
            flink.jobManager().restart();
            operator.awaitRunning(4);
            load.more(BETWEEN_FAULTS);

            assertThat(operator.refuses("Submit"))
                    .contains(
                            "flink.checkpoints.dir holds checkpoints of an earlier run",
                            "would archive everything twice");
            operator.does("Stop");
            load.more(BETWEEN_FAULTS);
            operator.does("Resume");
            operator.awaitRunning(4);
            load.more(BETWEEN_FAULTS);

            Set<String> accepted = load.end();
            await("every record in finished files").atMost(LIMIT).untilAsserted(() -> {
                ArchiveTruth truth = ArchiveTruth.of(operator.archive());
                assertThat(truth.ids().size() + truth.duplicates()).isGreaterThanOrEqualTo(load.records());
            });
            ArchiveTruth truth = ArchiveTruth.of(operator.archive());
            assertThat(truth.doubled()).as("seed %d", SEED).isEmpty();
            assertThat(truth.ids()).as("seed %d", SEED).isEqualTo(accepted);
            await("committed records").atMost(LIMIT).untilAsserted(() -> {
                List<String> ids = new ArrayList<>();
                for (byte[] value : broker.committed(Topics.JUDGED)) {
                    ids.add(Wire.JUDGED.decode(value).getEvent().getId());
                }
                assertThat(ids).doesNotHaveDuplicates().hasSize(accepted.size());
            });
            await("live figures that are those of the archive")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(truth.differences(store)).isEmpty());
        }
    }
}
