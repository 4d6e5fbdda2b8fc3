package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.interval.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What two models found for the same people, and how sure the difference is: people are resampled, each with both figures, so what makes a person easy or hard
 * for both falls out (T. Sakai, Evaluating evaluation metrics based on the bootstrap, SIGIR 2006).
 *
 * @param lines by segment, then metric
 */
public record Comparison(List<Line> lines) {
    private static final double SHORT = .2;

    /**
     * One metric of one segment.
     *
     * @param people who have test items in it
     * @param before the mean of the first model over them
     * @param difference of the second to the first
     */
    public record Line(String segment, String metric, int people, double before, double after, Estimate difference) {
        private static final int FEWEST = 30;

        /** Whether the interval leaves 0 out; never of fewer than {@value #FEWEST} people, whose resamples are too much alike. */
        public boolean certain() {
            return people >= FEWEST && !difference.covers(0);
        }
    }

    /** Which test items count, and of whom. */
    private record Segment(String name, boolean head, boolean tail, IntPredicate who) {}

    /**
     * @param k length of the lists
     * @param told is told which segment is next
     * @throws IllegalArgumentException when the two were not found for so many people
     */
    public static Comparison of(
            int k, Asked asked, Hits before, Hits after, Bootstrap bootstrap, Consumer<String> told) {
        if (before.head().size() != asked.people() || after.head().size() != asked.people()) {
            throw new IllegalArgumentException("Lists of " + before.head().size() + " and "
                    + after.head().size() + " people do not compare: " + asked.people() + " were asked");
        }
        List<Line> lines = new ArrayList<>();
        for (Segment segment : segments(asked)) {
            int[] people = IntStream.range(0, asked.people())
                    .filter(segment.who())
                    .filter(user -> tests(asked, segment, user) > 0)
                    .toArray();
            if (people.length > 0) {
                told.accept(segment.name());
                lines.addAll(lines(k, asked, segment, people, before, after, bootstrap));
            }
        }
        return new Comparison(lines);
    }

    /** All; the fifth with the shortest histories and the fifth with the longest, with those who have as much as the last of the fifth; and all people's items of the head and the tail. */
    private static List<Segment> segments(Asked asked) {
        int[] sorted = asked.history().clone();
        Arrays.sort(sorted);
        int fewest = sorted[(int) (SHORT * (sorted.length - 1))];
        int most = sorted[(int) Math.ceil((1 - SHORT) * (sorted.length - 1))];
        return List.of(
                new Segment("all", true, true, user -> true),
                new Segment("new users", true, true, user -> asked.history()[user] <= fewest),
                new Segment("heavy users", true, true, user -> asked.history()[user] >= most),
                new Segment("head items", true, false, user -> true),
                new Segment("tail items", false, true, user -> true));
    }

    private static List<Line> lines(
            int k, Asked asked, Segment segment, int[] people, Hits before, Hits after, Bootstrap bootstrap) {
        Map<String, double[]> first = figures(k, asked, segment, people, before);
        Map<String, double[]> second = figures(k, asked, segment, people, after);
        Map<String, Terms> differences = new LinkedHashMap<>();
        first.forEach((metric, values) -> differences.put(metric, Terms.mean(minus(second.get(metric), values))));
        List<Line> lines = new ArrayList<>();
        for (Estimate difference : bootstrap.estimates(differences, done -> {})) {
            lines.add(new Line(
                    segment.name(),
                    difference.name(),
                    people.length,
                    mean(first.get(difference.name())),
                    mean(second.get(difference.name())),
                    difference));
        }
        return lines;
    }

    private static Map<String, double[]> figures(int k, Asked asked, Segment segment, int[] people, Hits hits) {
        double[] recall = new double[people.length];
        double[] ndcg = new double[people.length];
        for (int i = 0; i < people.length; i++) {
            int user = people[i];
            int tests = tests(asked, segment, user);
            int[] ranks = IntStream.concat(
                            segment.head() ? Arrays.stream(hits.head().get(user)) : IntStream.empty(),
                            segment.tail() ? Arrays.stream(hits.tail().get(user)) : IntStream.empty())
                    .sorted()
                    .toArray();
            recall[i] = ranks.length / (double) tests;
            ndcg[i] = Evaluator.gain(ranks) / Evaluator.ideal(Math.min(k, tests));
        }
        Map<String, double[]> figures = new LinkedHashMap<>();
        figures.put("recall", recall);
        figures.put("ndcg", ndcg);
        return figures;
    }

    private static int tests(Asked asked, Segment segment, int user) {
        return (segment.head() ? asked.headTests()[user] : 0) + (segment.tail() ? asked.tailTests()[user] : 0);
    }

    private static double[] minus(double[] left, double[] right) {
        double[] difference = left.clone();
        Arrays.setAll(difference, i -> left[i] - right[i]);
        return difference;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
