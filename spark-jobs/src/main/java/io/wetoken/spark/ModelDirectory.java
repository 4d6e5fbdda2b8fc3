package io.wetoken.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command on models has. */
final class ModelDirectory {
    @Option(
            names = "--models",
            required = true,
            paramLabel = "DIR",
            description = "The directory of models; ./we names it by itself.")
    private Path directory;

    /** @throws IllegalArgumentException when it is not there */
    Path path() {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    directory + " is no directory of models: there is none before the first ./we reco train --date D");
        }
        return directory;
    }
}
