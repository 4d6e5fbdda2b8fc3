package io.wetoken.mapreduce;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param archive a Hadoop path or URI
 * @param analysis where the results go; a local (or mounted) directory that the site reads
 * @param work where the jobs leave what passes between them; empty: beside the result
 */
record AnalysisConfig(String archive, Path analysis, Optional<String> work) {
    /** @throws IllegalArgumentException naming every key that is missing */
    static AnalysisConfig from(Settings settings) {
        AnalysisConfig config = new AnalysisConfig(
                settings.text("archive.dir"),
                Path.of(settings.text("analysis.dir")),
                settings.optional("statistics.work.dir"));
        settings.check();
        return config;
    }
}
