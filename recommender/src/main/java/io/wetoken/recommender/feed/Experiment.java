package io.wetoken.recommender.feed;

import java.util.Set;

/**
 * What differs in the pages of some readers, so that two ways of ranking can be held against each other.
 *
 * @param name as it is logged
 * @param without the re-rankers that do not work for them; the learnt ranker is called so too
 */
public record Experiment(String name, Set<String> without) {
    /** All re-rankers, for everybody who is in no experiment. */
    public static final Experiment USUAL = new Experiment("usual", Set.of());

    /** @throws IllegalArgumentException naming what is no re-ranker, and those that there are, or what no experiment may be without */
    public Experiment {
        without = Set.copyOf(without);
        for (String reranker : without) {
            if (!Feed.rerankers().contains(reranker)) {
                throw new IllegalArgumentException("Experiment '" + name + "' is without '" + reranker
                        + "', which is no re-ranker; there are " + String.join(", ", Feed.rerankers()));
            }
            if (Rerankers.PEOPLES_SAY.contains(reranker)) {
                throw new IllegalArgumentException("Experiment '" + name + "' is without '" + reranker
                        + "', which is what people have said themselves; an experiment does not take it back");
            }
        }
    }
}
