package io.wetoken.spark.experiment;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A figure of two arms, and by how many percent of the usual the other differs.
 *
 * <p>People are independent, what one person does is not: a figure is a ratio of sums over people, and its variance follows by the delta method (A. Deng, U. Knoblich, J. Lu, "Applying the Delta Method in
 * Metric Analytics", KDD 2018), as does that of the ratio of the two.
 *
 * @param low lower end of the interval of {@code percent}
 */
public record Change(double usual, double other, double percent, double low, double high) {
    private static final double PERCENT = 100;

    private record Figure(double value, double variance) {
        static Figure of(Metric metric, List<PersonSums> people) {
            int n = people.size();
            double above = people.stream().mapToDouble(metric.of()).sum();
            double below = people.stream().mapToDouble(metric.per()).sum();
            double value = above / below;
            // Of the residuals x - value * y, whose mean is 0.
            double squares = people.stream()
                    .mapToDouble(person -> metric.of().applyAsDouble(person)
                            - value * metric.per().applyAsDouble(person))
                    .map(residual -> residual * residual)
                    .sum();
            double mean = below / n;
            return new Figure(value, squares / (n - 1) / n / (mean * mean));
        }
    }

    /** Everything is NaN where there are fewer than two people in an arm, or nothing to divide by. */
    static Change of(Metric metric, List<PersonSums> usual, List<PersonSums> other, double confidence) {
        Figure one = Figure.of(metric, usual);
        Figure two = Figure.of(metric, other);
        double ratio = two.value() / one.value();
        double deviation = Math.sqrt(two.variance() + ratio * ratio * one.variance()) / one.value();
        double reach = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2) * deviation;
        return new Change(
                one.value(),
                two.value(),
                PERCENT * (ratio - 1),
                PERCENT * (ratio - 1 - reach),
                PERCENT * (ratio - 1 + reach));
    }

    /** In percent; unknown where the usual has nothing that it could be a part of, or too few people say how sure it is. */
    String told() {
        return Double.isFinite(percent) && Double.isFinite(high - low)
                ? String.format(Locale.ROOT, "%+.1f %% (%+.1f to %+.1f)", percent, low, high)
                : "unknown";
    }
}
