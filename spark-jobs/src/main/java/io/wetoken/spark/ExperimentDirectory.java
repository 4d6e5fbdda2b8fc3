package io.wetoken.spark;

import io.wetoken.recommender.experiment.ExperimentStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where experiments are, for every {@code ./we experiment} command. */
final class ExperimentDirectory {
    @Option(
            names = "--experiments",
            required = true,
            paramLabel = "DIR",
            description = "The directory of experiments; ./we names it by itself.")
    private Path directory;

    ExperimentStore store() {
        return new ExperimentStore(directory);
    }
}
