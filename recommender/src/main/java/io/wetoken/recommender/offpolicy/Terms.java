package io.wetoken.recommender.offpolicy;

import java.util.Arrays;

/** An estimate as one sum over another, impression by impression, so that every estimator is resampled alike. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Terms(double[] numerators, double[] denominators) {
    static Terms mean(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return new Terms(values, ones);
    }

    double value() {
        return Arrays.stream(numerators).sum() / Arrays.stream(denominators).sum();
    }
}
