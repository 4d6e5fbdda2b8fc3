package io.wetoken.recommender.rank;

import java.util.List;
import java.util.Optional;

/**
 * By what a page is ordered.
 *
 * @param ranker empty where none was learnt or none passed its gate: candidates stay in their own order
 */
public record Ranking(Situation situation, Optional<Ranker> ranker) {
    /** Candidates in their own order. */
    public static final Ranking NONE = new Ranking(Situation.unknown(0), Optional.empty());

    /** Best first. */
    public <T extends Item> List<T> order(List<T> candidates) {
        return ranker.map(by -> by.order(situation, candidates)).orElse(candidates);
    }
}
