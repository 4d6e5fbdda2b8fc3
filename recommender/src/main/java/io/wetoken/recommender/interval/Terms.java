package io.wetoken.recommender.interval;

import java.util.Arrays;

/** A figure as one sum over another, with a term in both for each of what is resampled, so that all figures are resampled alike. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Terms(double[] numerators, double[] denominators) {
    /** Of one value each. */
    public static Terms mean(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return new Terms(values, ones);
    }

    public double value() {
        return Arrays.stream(numerators).sum() / Arrays.stream(denominators).sum();
    }
}
