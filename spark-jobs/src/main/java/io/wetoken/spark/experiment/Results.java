package io.wetoken.spark.experiment;

import io.wetoken.recommender.experiment.Arm;
import io.wetoken.recommender.experiment.Plan;
import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.interval.Terms;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.apache.commons.math3.stat.inference.ChiSquareTest;

/**
 * What came of an experiment.
 *
 * @param people by arm
 * @param evenSplit how probable numbers so uneven are, if arms are equally large (chi-square); 1 for an interleaving
 * @param changes by arm but the usual one, then by metric; none for an interleaving, where there is one arm
 * @param preference of an interleaving
 */
public record Results(
        Map<String, Integer> people,
        double evenSplit,
        Map<String, Map<String, Change>> changes,
        Optional<Preference> preference) {
    private static final int RESAMPLES = 1_000;

    /**
     * Which of two drafting orders people took more from.
     *
     * @param usual people who took more of the usual one's picks
     * @param other people who took more of the other one's
     * @param share of all that was taken, what the other one had picked, with its interval over people
     * @param chance how probable such a division of people is if they do not care (sign test)
     */
    public record Preference(int usual, int other, Estimate share, double chance) {}

    /** @param sums each person once in an arm */
    public static Results of(Plan plan, List<PersonSums> sums, long seed) {
        Map<String, List<PersonSums>> by = new LinkedHashMap<>();
        List<Arm> arms = plan.interleaved() ? plan.arms().subList(1, 2) : plan.arms();
        arms.forEach(arm -> by.put(arm.name(), List.of()));
        by.putAll(sums.stream()
                .sorted(Comparator.comparing(PersonSums::account))
                .filter(person -> by.containsKey(person.arm()))
                .collect(Collectors.groupingBy(PersonSums::arm)));
        Map<String, Integer> people = new LinkedHashMap<>();
        by.forEach((arm, of) -> people.put(arm, of.size()));
        if (plan.interleaved()) {
            return new Results(
                    people, 1, Map.of(), preference(by.get(arms.get(0).name()), seed));
        }
        Map<String, Map<String, Change>> changes = new LinkedHashMap<>();
        List<PersonSums> usual = by.get(arms.get(0).name());
        for (Arm arm : arms.subList(1, arms.size())) {
            Map<String, Change> each = new LinkedHashMap<>();
            Metric.ALL.forEach(metric ->
                    each.put(metric.name(), Change.of(metric, usual, by.get(arm.name()), SampleSize.confidence(plan))));
            changes.put(arm.name(), each);
        }
        return new Results(people, evenSplit(people), changes, Optional.empty());
    }

    private static double evenSplit(Map<String, Integer> people) {
        long[] observed = people.values().stream().mapToLong(Integer::longValue).toArray();
        double all = people.values().stream().mapToInt(Integer::intValue).sum();
        if (all == 0) {
            return 1;
        }
        double[] expected = people.values().stream()
                .mapToDouble(of -> all / observed.length)
                .toArray();
        return new ChiSquareTest().chiSquareTest(expected, observed);
    }

    /** Who took nothing, or as much of both, says nothing by their sign. */
    private static Optional<Preference> preference(List<PersonSums> people, long seed) {
        List<PersonSums> took = people.stream()
                .filter(person -> person.usualTaken() + person.otherTaken() > 0)
                .toList();
        if (took.isEmpty()) {
            return Optional.empty();
        }
        int usual = (int) took.stream()
                .filter(person -> person.usualTaken() > person.otherTaken())
                .count();
        int other = (int) took.stream()
                .filter(person -> person.otherTaken() > person.usualTaken())
                .count();
        Terms share = new Terms(
                took.stream().mapToDouble(PersonSums::otherTaken).toArray(),
                took.stream()
                        .mapToDouble(person -> person.usualTaken() + person.otherTaken())
                        .toArray());
        Estimate estimate = new Bootstrap(seed, RESAMPLES, SampleSize.CONFIDENCE)
                .estimates(Map.of("share", share), done -> {})
                .get(0);
        double chance = usual + other == 0
                ? 1
                : new BinomialTest().binomialTest(usual + other, other, .5, AlternativeHypothesis.TWO_SIDED);
        return Optional.of(new Preference(usual, other, estimate, chance));
    }
}
