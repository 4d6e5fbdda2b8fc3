package io.wetoken.flink.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import io.wetoken.flink.guard.TokenCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamConfigTest {
    private static final Map<String, String> NEEDED = Map.of(
            "kafka.bootstrap", "broker:9092",
            "hbase.zookeeper", "quorum:2181",
            "archive.dir", "hdfs://files/archive",
            "flink.checkpoints.dir", "checkpoints");

    @Test
    void theDefaultsAreThoseOfACluster() {
        assertThat(StreamConfig.from(Settings.of("test", NEEDED)))
                .isEqualTo(new StreamConfig(
                        "broker:9092",
                        "quorum:2181",
                        "hdfs://files/archive",
                        "checkpoints",
                        Duration.ofSeconds(30),
                        2,
                        Duration.ofMinutes(15),
                        0,
                        TokenCheck.NONE));
    }

    @Test
    void tokensAreCheckedWhereTheirKeysAreAndDemandedOnlyThere() {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put("guard.tokens", "demanded");
        assertThatThrownBy(() -> StreamConfig.from(Settings.of("test", settings)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test: secrets.dir is missing");
        settings.put("secrets.dir", "keys");
        assertThat(StreamConfig.from(Settings.of("test", settings)).tokens()).isEqualTo(new TokenCheck("keys", true));
        settings.remove("guard.tokens");
        assertThat(StreamConfig.from(Settings.of("test", settings)).tokens()).isEqualTo(new TokenCheck("keys", false));
        settings.put("guard.tokens", "yes");
        assertThatThrownBy(() -> StreamConfig.from(Settings.of("test", settings)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("guard.tokens must be offered or demanded, is 'yes'");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> StreamConfig.from(
                        Settings.of("test", Map.of("archive.dir", "a", "flink.checkpoint.intervalMs", "5"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "kafka.bootstrap is missing",
                        "hbase.zookeeper is missing",
                        "flink.checkpoints.dir is missing",
                        "flink.checkpoint.intervalMs must be a whole number from 100 to 3600000, is '5'");
    }

    /** Otherwise it would begin anew after every stop, and archive everything twice. */
    @Test
    void anOwnEngineWithoutAPortIsRefused() {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put("archive.dir", "archive");
        StreamConfig config = StreamConfig.from(Settings.of("test", settings));
        assertThatThrownBy(() -> StreamEngine.start(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flink.rest.port is missing");
    }

    @Test
    void aPlainPathIsALocalOne() {
        assertThat(StreamEngine.uri("/var/archive")).isEqualTo("file:///var/archive");
        assertThat(StreamEngine.uri("hdfs://files/archive")).isEqualTo("hdfs://files/archive");
        assertThat(StreamEngine.uri("s3:/bucket/archive")).isEqualTo("s3:/bucket/archive");
    }
}
