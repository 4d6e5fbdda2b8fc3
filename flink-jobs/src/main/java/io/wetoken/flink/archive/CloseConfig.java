package io.wetoken.flink.archive;

import io.wetoken.behaviour.Settings;

/**
 * @param kafka bootstrap servers
 * @param archive the archive's root, a Hadoop path or URI
 */
record CloseConfig(String kafka, String archive) {
    /** @throws IllegalArgumentException naming every key that is missing */
    static CloseConfig from(Settings settings) {
        CloseConfig config = new CloseConfig(settings.text("kafka.bootstrap"), settings.text("archive.dir"));
        settings.check();
        return config;
    }
}
