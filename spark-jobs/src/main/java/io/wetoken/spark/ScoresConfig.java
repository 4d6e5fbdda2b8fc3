package io.wetoken.spark;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;

/**
 * @param archive a Hadoop path or URI
 * @param epochs a local directory (a mounted one on a cluster), for settlement writes and reads there too
 */
record ScoresConfig(String archive, Path epochs) {
    /** @throws IllegalArgumentException naming every key that is missing */
    static ScoresConfig from(Settings settings) {
        ScoresConfig config = new ScoresConfig(settings.text("archive.dir"), Path.of(settings.text("epochs.dir")));
        settings.check();
        return config;
    }
}
