package io.wetoken.recommender.feed;

import java.util.List;
import java.util.Set;

/**
 * Every re-ranker, in the one order in which they work: what must not be shown goes first, then places are drawn for, and the spread of creators comes last,
 * for a draw after it would bring two works of one creator together again.
 */
final class Rerankers {
    static final List<Reranker> ALL = List.of(
            new NotOwn(),
            new NotDisliked(),
            new NotMuted(),
            new NotBlocked(),
            new UnseenFirst(),
            new Diversity(),
            new ExplorationFloor(),
            new NewcomerFloor(),
            new CreatorSpread());

    /** What people have said themselves is no matter of an experiment. */
    static final Set<String> PEOPLES_SAY = Set.of("not-disliked", "not-muted", "not-blocked");

    private Rerankers() {}

    static {
        if (ALL.stream().map(Reranker::name).distinct().count() != ALL.size()) {
            throw new IllegalStateException("Two re-rankers have one name");
        }
    }

    static List<Reranker> of(Experiment experiment) {
        return experiment.without().isEmpty()
                ? ALL
                : ALL.stream()
                        .filter(reranker -> !experiment.without().contains(reranker.name()))
                        .toList();
    }
}
