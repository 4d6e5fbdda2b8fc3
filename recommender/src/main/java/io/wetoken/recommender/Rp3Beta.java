package io.wetoken.recommender;

/**
 * RP3β: an item's score is the weight of the random walks of three steps that lead to it from the user's items, those to popular items discounted. Computed
 * from item to item by {@link RandomWalk}.
 *
 * <p>Source: B. Paudel, F. Christoffel, C. Newell, A. Bernstein, "Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive Applications",
 * ACM TiiS 7(1), 2016.
 */
final class Rp3Beta extends RowModel {
    Rp3Beta() {
        super("rp3beta", Table.NEIGHBOURS);
    }
}
