package io.wetoken.spark;

import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --config} names where a day of the archive is read: the stack's settings, which have {@code archive.dir}, and a run's own file, which has not.
 *
 * @param archive its root
 */
record TrainingFiles(String archive, Optional<Path> run) {
    private static final String ARCHIVE = "archive.dir";

    /** @throws IllegalArgumentException naming the file that is missing, cannot be read, or is one too many */
    static TrainingFiles of(List<Path> files) throws IOException {
        Optional<String> archive = Optional.empty();
        Optional<Path> run = Optional.empty();
        for (Path file : files) {
            Optional<String> named = RunConfig.read(file).optional(ARCHIVE);
            if (named.isPresent() ? archive.isPresent() : run.isPresent()) {
                throw new IllegalArgumentException("--config " + file + " is a second file "
                        + (named.isPresent() ? "with " : "without ") + ARCHIVE);
            }
            archive = named.isPresent() ? named : archive;
            run = named.isPresent() ? run : Optional.of(file);
        }
        return new TrainingFiles(archive.isPresent() ? archive.get() : ofTheStack(), run);
    }

    private static String ofTheStack() throws IOException {
        Path file = Path.of(System.getProperty("we.home", "var"), "we.properties");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There are no settings in " + file.getParent()
                    + ": start the stack with ./we up, or name a file with archive.dir by --config FILE");
        }
        Settings settings = RunConfig.read(file);
        String archive = settings.text(ARCHIVE);
        settings.check();
        return archive;
    }
}
