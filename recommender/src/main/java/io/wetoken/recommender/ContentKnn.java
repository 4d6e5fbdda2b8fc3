package io.wetoken.recommender;

/**
 * Content kNN: an item's score is how alike its features are to those of the user's items ({@link Likeness}, with its source), all kinds of features counting the same. It needs
 * nobody's behaviour, so it finds items that nobody has yet.
 */
final class ContentKnn extends RowModel {
    ContentKnn() {
        super("contentknn", Table.LIKENESS);
    }
}
