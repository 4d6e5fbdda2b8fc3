package io.wetoken.mapreduce;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param archive a Hadoop path or URI
 * @param epochs a local directory (a mounted one on a cluster), for settlement writes and reads there too
 * @param work where the jobs keep what passes between them: a Hadoop path that all workers see; beside the result when absent
 */
record StatisticsConfig(String archive, Path epochs, Optional<String> work) {
    /** @throws IllegalArgumentException naming every key that is missing */
    static StatisticsConfig from(Settings settings) {
        StatisticsConfig config = new StatisticsConfig(
                settings.text("archive.dir"),
                Path.of(settings.text("epochs.dir")),
                settings.optional("statistics.work.dir"));
        settings.check();
        return config;
    }
}
