package io.wetoken.recommender;

/**
 * The graph filter by itself: an item's score is the sum, over the user's items, of paths and filtered directions ({@link FilteredPaths} says
 * how, and its sources).
 */
final class GraphFiltered extends RowModel {
    GraphFiltered() {
        super("graphfilter", Table.GRAPH);
    }
}
