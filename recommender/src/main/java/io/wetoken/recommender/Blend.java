package io.wetoken.recommender;

import java.util.Set;

/**
 * What serving uses unless told otherwise: a sum of RP3β's walks ({@link RandomWalk}), a graph filter ({@link GraphFilter}), likeness of content
 * ({@link Likeness}, where there are features) and popularity. All but popularity are weights from item to item, so they are added up when they are learnt, in
 * one row an item ({@link CandidateRows}); a history is scored by adding up its items' rows, as with RP3β alone. How much each part counts is learnt
 * ({@link BlendSearch}).
 *
 * <p>The longer the history, the less popularity moves; who has none gets what is popular.
 */
final class Blend extends RowModel {
    /** Where nothing was learnt about popularity it still orders what is level: below the weight of any neighbour that counts. */
    private static final float LEAST = 1e-6f;

    Blend() {
        super("default", Table.BLEND);
    }

    @Override
    public Set<Table> needs() {
        return Set.of(Table.BLEND, Table.POPULARITY);
    }

    @Override
    Neighbours rows(Learnt learnt) {
        return learnt.mixture().rows();
    }

    @Override
    float popularity(Learnt learnt) {
        return Math.max(LEAST, (float) learnt.mixture().weights().popularity()) / learnt.mostPopular();
    }
}
