package io.wetoken.recommender;

/**
 * EASE: the matrix B from item to item, with a diagonal of 0, for which {@code ‖X − XB‖² + λ‖B‖²} is least; in closed form, by the inverse of a matrix of items by
 * items, so it is for catalogues that fit. Of each row the weights furthest from 0 are kept, negative ones too.
 *
 * <p>Source: H. Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019.
 */
final class Ease extends RowModel {
    Ease() {
        super("ease", Table.REGRESSION);
    }
}
