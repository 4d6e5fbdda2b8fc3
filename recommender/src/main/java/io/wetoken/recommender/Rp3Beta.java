package io.wetoken.recommender;

import java.util.Arrays;
import java.util.Set;

/**
 * RP3β: an item's score is the weight of the random walks of three steps that lead to it from the user's items, those to popular items discounted. Computed
 * from item to item by {@link RandomWalk}, so it scores any history, also one a second old.
 *
 * <p>Source: B. Paudel, F. Christoffel, C. Newell, A. Bernstein, "Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive Applications",
 * ACM TiiS 7(1), 2016.
 */
final class Rp3Beta implements Model {
    @Override
    public String name() {
        return "rp3beta";
    }

    @Override
    public Set<Table> needs() {
        return Set.of(Table.NEIGHBOURS);
    }

    @Override
    public void score(Learnt learnt, History history, float[] scores) {
        Arrays.fill(scores, 0);
        Neighbours neighbours = learnt.neighbours();
        for (int i = 0; i < history.items().length; i++) {
            neighbours.addTo(scores, history.items()[i], history.weights()[i]);
        }
    }
}
