package io.wetoken.recommender.file;

import io.wetoken.recommender.Learnt;

/** A model with everything that ranking needs. Where it comes from a file, its tables are the file's pages. */
public record TrainedModel(Card card, ItemIds ids, Learnt learnt) {
    public TrainedModel {
        if (ids.size() != learnt.items()) {
            throw new IllegalArgumentException(ids.size() + " ids do not name " + learnt.items() + " items");
        }
    }
}
