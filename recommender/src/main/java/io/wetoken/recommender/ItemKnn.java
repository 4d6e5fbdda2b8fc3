package io.wetoken.recommender;

/**
 * Item kNN: an item's score is how alike it is to the user's items, by the people who have both ({@link ItemCosine}).
 *
 * <p>Sources: B. Sarwar, G. Karypis, J. Konstan, J. Riedl, "Item-Based Collaborative Filtering Recommendation Algorithms", WWW 2001; M. Deshpande, G. Karypis,
 * "Item-Based Top-N Recommendation Algorithms", ACM TOIS 22(1), 2004.
 */
final class ItemKnn extends RowModel {
    ItemKnn() {
        super("itemknn", Table.COSINES);
    }
}
