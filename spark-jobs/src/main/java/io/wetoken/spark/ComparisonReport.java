package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.recommender.evaluate.Comparison;
import io.wetoken.recommender.interval.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How two models compare, for people and for programs. */
record ComparisonReport(int k, String before, String after, Comparison found, Bootstrap bootstrap) {
    private static final String FORM = "%-15s %-10s %7s %9s %9s %10s  %-20s %s";

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("A is " + before + ", B is " + after);
        lines.add(
                String.format(Locale.ROOT, FORM, "segment", "metric", "people", "A", "B", "B - A", "95 % interval", "")
                        .stripTrailing());
        for (Comparison.Line line : found.lines()) {
            lines.add(String.format(
                            Locale.ROOT,
                            FORM,
                            line.segment(),
                            line.metric() + "@" + k,
                            line.people(),
                            String.format(Locale.ROOT, "%.4f", line.before()),
                            String.format(Locale.ROOT, "%.4f", line.after()),
                            String.format(
                                    Locale.ROOT, "%+.4f", line.difference().value()),
                            String.format(
                                    Locale.ROOT,
                                    "%+.4f to %+.4f",
                                    line.difference().low(),
                                    line.difference().high()),
                            sign(line))
                    .stripTrailing());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String sign(Comparison.Line line) {
        return !line.certain() ? "" : line.difference().value() > 0 ? "+" : "-";
    }

    String json() {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("k", k)
                .put("a", before)
                .put("b", after)
                .put("seed", bootstrap.seed())
                .put("resamples", bootstrap.resamples())
                .put("confidence", bootstrap.confidence());
        for (Comparison.Line line : found.lines()) {
            json.withArray("lines")
                    .addObject()
                    .put("segment", line.segment())
                    .put("metric", line.metric())
                    .put("people", line.people())
                    .put("a", line.before())
                    .put("b", line.after())
                    .put("difference", line.difference().value())
                    .put("low", line.difference().low())
                    .put("high", line.difference().high())
                    .put("certain", line.certain());
        }
        return json.toString();
    }
}
