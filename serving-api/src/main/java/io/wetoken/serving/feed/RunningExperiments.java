package io.wetoken.serving.feed;

import io.wetoken.recommender.experiment.ExperimentStore;
import io.wetoken.recommender.experiment.ExperimentStore.Known;
import io.wetoken.recommender.experiment.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The experiments that run now, looked at once a second; those of before stay while the directory cannot be read. */
final class RunningExperiments {
    private static final Logger LOG = LoggerFactory.getLogger(RunningExperiments.class);

    private final Shared<List<Plan>> running;
    private final Optional<ExperimentStore> store;
    private volatile List<Plan> last = List.of();
    private volatile Optional<FileTime> read = Optional.empty();
    private volatile String problem = "";

    /** @param directory empty for a site without experiments */
    RunningExperiments(Optional<Path> directory, InstantSource clock) {
        this.store = directory.map(ExperimentStore::new);
        this.running = new Shared<>(this::read, Duration.ofSeconds(1), clock);
    }

    List<Plan> get() {
        return store.isEmpty() ? List.of() : running.get();
    }

    private List<Plan> read() {
        ExperimentStore from = store.orElseThrow();
        try {
            if (!Files.exists(from.file())) {
                last = List.of();
                return last;
            }
            FileTime changed = Files.getLastModifiedTime(from.file());
            if (!read.equals(Optional.of(changed))) {
                last = from.all().stream().filter(Known::runs).map(Known::plan).toList();
                read = Optional.of(changed);
            }
            problem = "";
        } catch (IOException e) {
            if (!problem.equals(String.valueOf(e.getMessage()))) {
                problem = String.valueOf(e.getMessage());
                LOG.error("Experiments cannot be read; {} go on as they were", last.size(), e);
            }
        }
        return last;
    }
}
