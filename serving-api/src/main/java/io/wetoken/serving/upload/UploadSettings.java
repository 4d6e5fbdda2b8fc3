package io.wetoken.serving.upload;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * @param directory {@code media.uploads.dir}: where whole files lie for the workers, and unfinished ones below {@code .tus}; without it or Kafka nothing is
 *     taken
 * @param kafka {@code kafka.bootstrap}
 * @param maxBytes {@code media.maxBytes} of one file, as the workers take it
 * @param reservedBytes {@code uploads.reservedBytes}: what must stay free on the disk
 * @param collectors {@code collectors}, where a release is told
 */
public record UploadSettings(
        Optional<Path> directory, Optional<String> kafka, long maxBytes, long reservedBytes, List<String> collectors) {
    /** @throws IllegalArgumentException naming every problem of the file */
    public static UploadSettings of(Settings settings) {
        UploadSettings read = new UploadSettings(
                settings.optional("media.uploads.dir").map(Path::of),
                settings.optional("kafka.bootstrap"),
                settings.number("media.maxBytes", 2L << 30, 1, 1L << 40),
                settings.number("uploads.reservedBytes", 1L << 30, 0, 1L << 50),
                settings.optional("collectors").stream()
                        .flatMap(all -> Stream.of(all.split(",")))
                        .map(String::strip)
                        .toList());
        settings.check();
        return read;
    }
}
