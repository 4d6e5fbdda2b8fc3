package io.wetoken.recommender;

/**
 * The graph filter by itself: an item's score is the sum, over the user's items, of the filtered item-to-item matrix ({@link GraphFilter} says how, and its sources).
 * Only pairs that somebody shares, and weights above 0, are kept.
 */
final class GraphFiltered extends RowModel {
    GraphFiltered() {
        super("graphfilter", Table.GRAPH);
    }
}
