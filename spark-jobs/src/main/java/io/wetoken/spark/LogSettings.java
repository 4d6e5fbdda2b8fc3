package io.wetoken.spark;

import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * @param archive {@code archive.dir}
 * @param kafka {@code kafka.bootstrap}, where the log of pages is
 */
record LogSettings(String archive, String kafka) {
    /** @throws IllegalArgumentException naming the file and what is missing */
    static LogSettings load(Path file) {
        try {
            Settings settings = Settings.load(file);
            LogSettings read = new LogSettings(settings.text("archive.dir"), settings.text("kafka.bootstrap"));
            settings.check();
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the settings in " + file + ": " + e.getMessage(), e);
        }
    }
}
