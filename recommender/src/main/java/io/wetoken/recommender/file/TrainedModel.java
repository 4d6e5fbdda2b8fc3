package io.wetoken.recommender.file;

import io.wetoken.recommender.FeedModel;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.rank.Ranker;
import java.util.Optional;

/**
 * A model with everything that ranking needs. Where it comes from a file, its tables are the file's pages.
 *
 * @param ranker of the candidates that its tables lead to; empty where none was learnt, or it found less than their own order
 */
public record TrainedModel(Card card, ItemIds ids, Learnt learnt, Optional<Ranker> ranker) {
    public TrainedModel {
        if (ids.size() != learnt.items()) {
            throw new IllegalArgumentException(ids.size() + " ids do not name " + learnt.items() + " items");
        }
    }

    /** Without a ranker. */
    public TrainedModel(Card card, ItemIds ids, Learnt learnt) {
        this(card, ids, learnt, Optional.empty());
    }

    /** The same tables with a ranker, in place of the one that was there. */
    public TrainedModel with(Ranker learntRanker, Card itsCard) {
        return new TrainedModel(itsCard, ids, learnt, Optional.of(learntRanker));
    }

    /** What feeds rank with. @throws IllegalArgumentException when feeds cannot be made by it */
    public FeedModel forFeeds() {
        return Models.forFeeds(card.model());
    }

    /** Why feeds cannot be made by it, as a predicate; empty where they can. */
    public Optional<String> unfitForFeeds() {
        FeedModel model;
        try {
            model = forFeeds();
        } catch (IllegalArgumentException e) {
            return Optional.of("makes no feeds: " + e.getMessage());
        }
        return model.needs().stream()
                .filter(table -> !learnt.has(table))
                .sorted()
                .findFirst()
                .map(table -> "has no table " + table + ", which feeds need; train it with --model " + model.name());
    }
}
