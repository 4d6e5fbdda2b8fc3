package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.interval.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What models found for the same people, each figure with its interval over people.
 *
 * @param lines by segment, then metric, then model
 * @param curves by model, recall by length of the list, of all people
 */
public record Findings(List<Line> lines, Map<String, Map<Integer, Double>> curves) {
    /**
     * A figure of a model in a segment.
     *
     * @param people who have test items in the segment
     * @param estimate its mean over them
     */
    public record Line(String segment, String metric, String model, int people, Estimate estimate) {}

    /**
     * @param k length of the lists
     * @param models by name
     * @param told is told which segment is next
     */
    public static Findings of(
            int k, Asked asked, Map<String, Hits> models, Bootstrap bootstrap, Consumer<String> told) {
        List<Line> lines = new ArrayList<>();
        List<Segment> segments = Segment.of(asked, models.values());
        for (Segment segment : segments) {
            int[] people = segment.people(asked);
            if (people.length > 0) {
                told.accept(segment.name());
                lines.addAll(lines(k, segment, people, models, bootstrap));
            }
        }
        Map<String, Map<Integer, Double>> curves = new LinkedHashMap<>();
        int[] all = segments.get(0).people(asked);
        models.forEach((model, hits) -> {
            Map<Integer, Double> curve = new TreeMap<>();
            lengths(k)
                    .forEach(length -> curve.put(
                            length,
                            mean(segments.get(0).figures(length, hits, all).get("recall"))));
            curves.put(model, curve);
        });
        return new Findings(lines, curves);
    }

    /** 1, 2, 5, 10, 20, 50, … and k. */
    private static IntStream lengths(int k) {
        return IntStream.concat(
                        IntStream.iterate(1, power -> power < k, power -> 10 * power)
                                .flatMap(power -> IntStream.of(power, 2 * power, 5 * power)),
                        IntStream.of(k))
                .filter(length -> length <= k)
                .distinct();
    }

    private static List<Line> lines(
            int k, Segment segment, int[] people, Map<String, Hits> models, Bootstrap bootstrap) {
        Map<String, Map<String, Terms>> byMetric = new LinkedHashMap<>();
        models.forEach((model, hits) -> segment.figures(k, hits, people)
                .forEach((metric, values) -> byMetric.computeIfAbsent(metric, any -> new LinkedHashMap<>())
                        .put(model, Terms.mean(values))));
        List<Line> lines = new ArrayList<>();
        byMetric.forEach((metric, terms) -> bootstrap
                .estimates(terms, done -> {})
                .forEach(of -> lines.add(new Line(segment.name(), metric, of.name(), people.length, of))));
        return lines;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
