package io.wetoken.recommender;

/**
 * iALS as its authors tune it today: what somebody has is drawn to 1, and everything to 0 with a weight of its own; a row's factors are held down in proportion to
 * a power of how often it occurs ({@link Weighing.FrequencyScaled}).
 *
 * <p>Sources: S. Rendle, W. Krichene, L. Zhang, Y. Koren, "Revisiting the Performance of iALS on Item Recommendation Benchmarks", RecSys 2022 (arXiv 2021); the
 * same, "iALS++: Speeding up Matrix Factorization with Subspace Optimization", arXiv 2021, for the same loss.
 */
final class FrequencyScaledFactors extends FactorModel {
    FrequencyScaledFactors() {
        super("ials", Table.SCALED_FACTORS);
    }
}
