package io.wetoken.flink.archive;

import io.wetoken.behaviour.Settings;
import java.time.Duration;

/**
 * @param kafka bootstrap servers
 * @param archive the archive's root, a Hadoop path or URI
 * @param hold how long after its end a day stays open for operators to look at suspicions and lift them; closing before waits
 */
record CloseConfig(String kafka, String archive, Duration hold) {
    private static final long MOST_MINUTES = 7 * 24 * 60;

    /** @throws IllegalArgumentException naming every key that is missing or out of range */
    static CloseConfig from(Settings settings) {
        CloseConfig config = new CloseConfig(
                settings.text("kafka.bootstrap"),
                settings.text("archive.dir"),
                Duration.ofMinutes(settings.number("review.holdMinutes", 0, 0, MOST_MINUTES)));
        settings.check();
        return config;
    }
}
