package io.wetoken.recommender.experiment;

import io.wetoken.recommender.feed.Experiment;
import java.util.Optional;

/**
 * One of the ways in which pages are made during an experiment.
 *
 * @param differs the re-rankers that it is without; its name is {@code EXPERIMENT:ARM}, as pages are logged with it
 * @param model the version that ranks; empty for the current one
 */
public record Arm(String name, Experiment differs, Optional<String> model) {
    /** Whether it is as for everybody who is in no experiment. */
    public boolean isUsual() {
        return differs.without().isEmpty() && model.isEmpty();
    }
}
