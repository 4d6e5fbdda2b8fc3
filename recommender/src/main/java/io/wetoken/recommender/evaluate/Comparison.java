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

/**
 * What two models found for the same people, and how sure the difference is: people are resampled, each with both figures, so what makes a person easy or hard
 * for both falls out (T. Sakai, Evaluating evaluation metrics based on the bootstrap, SIGIR 2006).
 *
 * @param lines by segment, then metric
 */
public record Comparison(List<Line> lines) {
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
        for (Segment segment : Segment.of(asked, List.of(before, after))) {
            int[] people = segment.people(asked);
            if (people.length > 0) {
                told.accept(segment.name());
                lines.addAll(lines(k, segment, people, before, after, bootstrap));
            }
        }
        return new Comparison(lines);
    }

    private static List<Line> lines(
            int k, Segment segment, int[] people, Hits before, Hits after, Bootstrap bootstrap) {
        Map<String, double[]> first = segment.figures(k, before, people);
        Map<String, double[]> second = segment.figures(k, after, people);
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

    private static double[] minus(double[] left, double[] right) {
        double[] difference = left.clone();
        Arrays.setAll(difference, i -> left[i] - right[i]);
        return difference;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
