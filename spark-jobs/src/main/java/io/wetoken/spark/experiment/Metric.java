package io.wetoken.spark.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure of an arm: one sum over people by another.
 *
 * @param per what is divided by: 1 for a mean over people, or what they saw
 * @param moreIsBetter by which a guardrail knows what is worse
 */
public record Metric(
        String name, ToDoubleFunction<PersonSums> of, ToDoubleFunction<PersonSums> per, boolean moreIsBetter) {
    private static final double THOUSAND = 1_000;

    /** Every metric, one line each. */
    public static final List<Metric> ALL = List.of(
            new Metric("watch-seconds", PersonSums::watchSeconds, person -> 1, true),
            new Metric("plays", PersonSums::plays, person -> 1, true),
            new Metric("likes", PersonSums::likes, person -> 1, true),
            new Metric("taken", PersonSums::taken, person -> 1, true),
            new Metric("seen", PersonSums::seen, person -> 1, true),
            new Metric("new-share", PersonSums::fresh, PersonSums::seen, true),
            new Metric("skip-rate", PersonSums::skips, PersonSums::seen, false),
            new Metric("report-rate", PersonSums::reports, PersonSums::seen, false),
            new Metric("hides-per-1000", person -> THOUSAND * person.hides(), PersonSums::seen, false));

    /** @throws IllegalArgumentException naming those that there are */
    public static Metric named(String name) {
        return ALL.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no metric '" + name + "'; there are "
                        + String.join(", ", ALL.stream().map(Metric::name).toList())));
    }
}
