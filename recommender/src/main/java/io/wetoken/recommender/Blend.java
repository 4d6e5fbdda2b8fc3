package io.wetoken.recommender;

import java.util.Set;

/**
 * What serving uses unless told otherwise: RP3β, with so little popularity that it orders only what RP3β leaves level. A user without a history therefore gets
 * what is popular, and a page is never filled up in the order of ids. For users with a history it is RP3β to the third digit, no better.
 */
final class Blend implements Model {
    /** Below the weight of a walk that counts: a row's weights sum to 1 over some hundred neighbours. */
    private static final float POPULARITY = 1e-6f;

    private final Rp3Beta walks = new Rp3Beta();

    @Override
    public String name() {
        return "default";
    }

    @Override
    public Set<Table> needs() {
        return Set.of(Table.NEIGHBOURS, Table.POPULARITY);
    }

    @Override
    public void score(Learnt learnt, History history, float[] scores) {
        walks.score(learnt, history, scores);
        float share = POPULARITY / learnt.mostPopular();
        for (int item = 0; item < scores.length; item++) {
            scores[item] += share * learnt.popularity().get(item);
        }
    }
}
