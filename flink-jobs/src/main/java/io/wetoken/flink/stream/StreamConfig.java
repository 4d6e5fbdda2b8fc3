package io.wetoken.flink.stream;

import io.wetoken.behaviour.Settings;
import java.time.Duration;

/**
 * @param kafka bootstrap servers
 * @param zookeeper of HBase
 * @param archive the archive's root, a path or URI that Flink's file systems know
 * @param checkpoints where checkpoints are kept, likewise
 * @param checkpointInterval also how long finished archive files and judged events wait at most before others see them
 * @param restPort port of the embedded engine's REST endpoint; 0 on a cluster, whose own settings count, also for what to resume from
 */
public record StreamConfig(
        String kafka,
        String zookeeper,
        String archive,
        String checkpoints,
        Duration checkpointInterval,
        int parallelism,
        int restPort) {
    private static final int DEFAULT_INTERVAL_MS = 30_000;
    private static final int MAX_PARALLELISM = 128;

    /** @throws IllegalArgumentException naming every key that is missing or out of range */
    public static StreamConfig from(Settings settings) {
        StreamConfig config = new StreamConfig(
                settings.text("kafka.bootstrap"),
                settings.text("hbase.zookeeper"),
                settings.text("archive.dir"),
                settings.text("flink.checkpoints.dir"),
                Duration.ofMillis(settings.number("flink.checkpoint.intervalMs", DEFAULT_INTERVAL_MS, 100, 3_600_000)),
                (int) settings.number("flink.parallelism", 2, 1, MAX_PARALLELISM),
                (int) settings.number("flink.rest.port", 0, 0, 65_535));
        settings.check();
        return config;
    }

    boolean embedded() {
        return restPort > 0;
    }
}
