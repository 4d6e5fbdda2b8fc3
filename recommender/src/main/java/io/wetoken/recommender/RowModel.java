package io.wetoken.recommender;

import java.util.Arrays;
import java.util.Set;

/** A model that adds up, for a history, the rows of its items in a table from item to item. So it scores any history, also one a second old. */
abstract class RowModel extends FeedModel {
    private final Table table;

    /** @param table of {@link Neighbours} */
    RowModel(String name, Table table) {
        super(name);
        this.table = table;
    }

    @Override
    public Set<Table> needs() {
        return Set.of(table);
    }

    Neighbours rows(Learnt learnt) {
        return learnt.get(table, Neighbours.class);
    }

    @Override
    final void reach(Learnt learnt, History history, Tally sums) {
        Neighbours rows = rows(learnt);
        for (int i = 0; i < history.items().length; i++) {
            sums.add(rows, history.items()[i], history.weights()[i]);
        }
    }

    @Override
    public final void score(Learnt learnt, History history, float[] scores) {
        Neighbours rows = rows(learnt);
        Arrays.fill(scores, 0);
        for (int i = 0; i < history.items().length; i++) {
            rows.addTo(scores, history.items()[i], history.weights()[i]);
        }
        float share = popularity(learnt);
        for (int item = 0; share > 0 && item < scores.length; item++) {
            scores[item] += share * learnt.popularity().get(item);
        }
    }
}
