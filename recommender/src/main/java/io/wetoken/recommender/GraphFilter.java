package io.wetoken.recommender;

import java.io.Serializable;
import java.util.function.DoubleUnaryOperator;

/**
 * A filter on the graph of items that people share: the item-to-item matrix {@code R̃ᵀR̃} with its strongest directions reshaped. A direction of eigenvalue λ
 * counts {@code (λ + b)·e^(−tλ)} there, and λ everywhere else: t sharpens what everybody has in common away, b lifts what only many paths show.
 *
 * <p>Source: J. Choi et al., "Blurring-Sharpening Process Models for Collaborative Filtering", SIGIR 2023, whose sharpening is the solution of
 * {@code dy/dt = −y·R̃ᵀR̃}, here taken in closed form on the strongest directions; the low-pass term is that of Y. Shen et al., "How Powerful is Graph Convolution
 * for Recommendation?" (GF-CF), CIKM 2021. Only pairs that somebody shares get a weight.
 *
 * @param rank strongest directions
 * @param lowPass of these the very strongest, which the default model also has by themselves; all of them where there are fewer
 * @param sharpening t
 * @param smoothing b
 * @param iterations of the subspace iteration
 */
public record GraphFilter(int rank, int lowPass, double sharpening, double smoothing, int iterations)
        implements Serializable {
    /** Of a few that were tried on the Gowalla split. */
    public static final GraphFilter REFERENCE = new GraphFilter(128, 32, 1.5, .3, 3);

    public GraphFilter {
        if (rank < 1 || lowPass < 1 || iterations < 1 || !(sharpening >= 0) || !(smoothing >= 0)) {
            throw new IllegalArgumentException(
                    "A graph filter needs a rank, a low pass, an iteration, t ≥ 0 and b ≥ 0, not rank="
                            + rank + ", low pass=" + lowPass + ", iterations=" + iterations + ", t=" + sharpening
                            + ", b=" + smoothing);
        }
    }

    /** How much a direction of this eigenvalue counts. */
    double share(double eigenvalue) {
        return (eigenvalue + smoothing) * StrictMath.exp(-sharpening * eigenvalue);
    }

    /** By how much that is more than it counts in {@code R̃ᵀR̃}. */
    double correction(double eigenvalue) {
        return share(eigenvalue) - eigenvalue;
    }

    /** The vectors, each times its share. */
    Panel filtered(Spectrum spectrum) {
        return scaled(spectrum.vectors(), spectrum, this::share);
    }

    /** The vectors, each times its correction. */
    Panel corrected(Spectrum spectrum) {
        return scaled(spectrum.vectors(), spectrum, this::correction);
    }

    /** The very strongest vectors. */
    Panel lowPassed(Spectrum spectrum) {
        return spectrum.vectors().columns(lowPass);
    }

    /** The same, each times its share. */
    Panel lowPassedAndFiltered(Spectrum spectrum) {
        return scaled(lowPassed(spectrum), spectrum, this::share);
    }

    private static Panel scaled(Panel vectors, Spectrum spectrum, DoubleUnaryOperator by) {
        float[] factors = new float[vectors.width()];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = (float) by.applyAsDouble(spectrum.values()[k]);
        }
        float[] values = vectors.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i % factors.length];
        }
        return new Panel(vectors.rows(), vectors.width(), values);
    }
}
