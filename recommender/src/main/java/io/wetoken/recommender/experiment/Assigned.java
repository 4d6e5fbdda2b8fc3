package io.wetoken.recommender.experiment;

import io.wetoken.recommender.feed.Experiment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How somebody's pages are made during the experiments that run.
 *
 * @param arms that they are in, as pages are logged with them; none for most people
 * @param differs what all of them are without, under their names
 * @param model the version that ranks; empty for the current one
 * @param against what pages are interleaved with; empty for pages of one making
 */
public record Assigned(List<String> arms, Experiment differs, Optional<String> model, Optional<Arm> against) {
    public static final Assigned USUAL = new Assigned(List.of(), Experiment.USUAL, Optional.empty(), Optional.empty());

    /**
     * @param running of which no two change the same
     * @param account empty for somebody who is not signed in, who is in none
     */
    public static Assigned of(List<Plan> running, String account) {
        List<String> arms = new ArrayList<>();
        Set<String> without = new HashSet<>();
        Optional<String> model = Optional.empty();
        Optional<Arm> against = Optional.empty();
        for (Plan plan : account.isEmpty() ? List.<Plan>of() : running) {
            Optional<Arm> arm = plan.armOf(account);
            if (arm.isEmpty()) {
                continue;
            }
            arms.add(arm.get().differs().name());
            if (plan.interleaved()) {
                against = arm;
            } else {
                without.addAll(arm.get().differs().without());
                model = arm.get().model().isPresent() ? arm.get().model() : model;
            }
        }
        return arms.isEmpty()
                ? USUAL
                : new Assigned(List.copyOf(arms), new Experiment(String.join(",", arms), without), model, against);
    }
}
