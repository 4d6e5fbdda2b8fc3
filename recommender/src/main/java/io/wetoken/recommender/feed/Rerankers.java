package io.wetoken.recommender.feed;

import java.util.List;

/** Every re-ranker, in the one order in which they work: what must not be shown goes first, and what places an item at a place comes last. */
final class Rerankers {
    static final List<Reranker> ALL =
            List.of(new NotOwn(), new NotDisliked(), new UnseenFirst(), new CreatorSpread(), new ExplorationFloor());

    private Rerankers() {}

    static {
        if (ALL.stream().map(Reranker::name).distinct().count() != ALL.size()) {
            throw new IllegalStateException("Two re-rankers have one name");
        }
    }
}
