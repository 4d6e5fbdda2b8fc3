package io.wetoken.recommender;

import java.util.Set;

/** The number of users who have to do with an item. The baseline that every recommender must beat. */
final class Popularity implements Model {
    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public Set<Table> needs() {
        return Set.of(Table.POPULARITY);
    }

    @Override
    public void score(Learnt learnt, History history, float[] scores) {
        learnt.popularity().get(0, scores);
    }
}
