package io.wetoken.recommender.evaluate;

/**
 * What a model's lists of k items are worth, each figure a mean over the users with test items.
 *
 * @param recall hits / number of test items
 * @param ndcg {@code Σ_hits 1/log2(1+rank)} over the largest it could be with {@code min(k, test items)} hits; ranks from 1 (K. Järvelin, J. Kekäläinen, ACM
 *     TOIS 20(4), 2002, with gains of 0 and 1)
 * @param coverage the share of all items that are in some user's list (not a mean)
 * @param novelty mean self-information of the listed items in bits, {@code −log2(max(1, pop(i)) / users)}, where {@code pop} counts the training users who
 *     have item i, and users all training users (S. Vargas, P. Castells, RecSys 2011; T. Zhou et al., PNAS 107(10), 2010)
 */
public record Figures(double recall, double ndcg, double coverage, double novelty) {}
