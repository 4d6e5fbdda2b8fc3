package io.wetoken.flink.stream;

import io.wetoken.behaviour.Settings;
import io.wetoken.flink.guard.TokenCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * @param kafka bootstrap servers
 * @param zookeeper of HBase
 * @param archive the archive's root, a path or URI that Flink's file systems know
 * @param checkpoints where checkpoints are kept, likewise
 * @param checkpointInterval also how long finished archive files and judged events wait at most before others see them
 * @param transaction how long {@code behaviour.judged} keeps a transaction open that nobody ends: no outage of the job may last longer, or the records of its
 *     last checkpoint are never committed there (the archive has them all the same). The broker's {@code transaction.max.timeout.ms} must allow it
 * @param restPort port of the embedded engine's REST endpoint; on a cluster it may be 0 and does not count
 * @param tokens {@code secrets.dir}, where the keys of served-item tokens lie (without it they are not checked), and {@code guard.tokens}: {@code offered}, the default,
 *     lets events without one be, {@code demanded} suspects those that name a feed's page
 */
public record StreamConfig(
        String kafka,
        String zookeeper,
        String archive,
        String checkpoints,
        Duration checkpointInterval,
        int parallelism,
        Duration transaction,
        int restPort,
        TokenCheck tokens) {
    private static final int DEFAULT_INTERVAL_MS = 30_000;
    /** What a broker allows that was told nothing else. */
    private static final int DEFAULT_TRANSACTION_MS = 900_000;

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
                Duration.ofMillis(
                        settings.number("flink.transaction.timeoutMs", DEFAULT_TRANSACTION_MS, 60_000, 604_800_000)),
                (int) settings.number("flink.rest.port", 0, 0, 65_535),
                tokens(settings));
        settings.check();
        return config;
    }

    private static TokenCheck tokens(Settings settings) {
        Optional<Path> keys = settings.optional("secrets.dir").map(Path::of);
        String tokens = settings.text("guard.tokens", "offered");
        boolean demanded = tokens.equals("demanded");
        if (!demanded && !tokens.equals("offered")) {
            throw new IllegalArgumentException("guard.tokens must be offered or demanded, is '" + tokens + "'");
        }
        if (demanded && keys.isEmpty()) {
            settings.text("secrets.dir"); // Named with whatever else is missing.
        }
        return TokenCheck.of(keys, demanded);
    }
}
