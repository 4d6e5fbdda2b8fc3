package io.wetoken.recommender;

/**
 * Matrix factors of implicit feedback, learnt by Spark's ALS; the named baseline. Folding in is the half step of ALS that Spark itself would make with these
 * item factors.
 *
 * <p>Source: Y. Hu, Y. Koren, C. Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; regularisation by the number of interactions as
 * in Y. Zhou et al., "Large-Scale Parallel Collaborative Filtering for the Netflix Prize", AAIM 2008.
 */
final class ImplicitFactors extends FactorModel {
    ImplicitFactors() {
        super("als", Table.FACTORS);
    }
}
