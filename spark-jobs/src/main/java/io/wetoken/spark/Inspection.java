package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.recommender.quality.Check;
import io.wetoken.recommender.quality.Checks;
import io.wetoken.recommender.quality.Days;
import io.wetoken.recommender.quality.QualityRules;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What every check says of a day. */
record Inspection(String day, List<Line> lines) {
    record Line(Check check, Check.Outcome outcome) {
        boolean isWrong() {
            return outcome.state() == Check.State.WRONG;
        }
    }

    static Inspection of(Days days, QualityRules rules) {
        return new Inspection(
                days.day().day(),
                Checks.ALL.stream()
                        .map(check -> new Line(check, check.of(days, rules)))
                        .toList());
    }

    List<Line> wrong() {
        return lines.stream().filter(Line::isWrong).toList();
    }

    /** Why the day is not learnt from. */
    String refusal(List<Line> wrong) {
        String names = wrong.stream().map(line -> line.check().name()).collect(Collectors.joining(" "));
        return wrong.stream()
                .map(line -> String.format(
                        Locale.ROOT,
                        "%n  %s: %s; allowed: %s.%n    %s",
                        line.check().name(),
                        line.outcome().found(),
                        line.outcome().allowed(),
                        line.check().advice().replace("--date D", "--date " + day)))
                .collect(Collectors.joining(
                        "",
                        day + " is not learnt from:",
                        String.format(Locale.ROOT, "%nWhoever knows better adds: --allow %s --because TEXT", names)));
    }

    String text() {
        return lines.stream()
                .map(line -> String.format(
                        Locale.ROOT,
                        "%-7s %-16s %s (%s)",
                        state(line),
                        line.check().name(),
                        line.outcome().found(),
                        line.outcome().allowed()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String state(Line line) {
        return line.isWrong() ? "WRONG" : line.outcome().state().name().toLowerCase(Locale.ROOT);
    }

    String json() {
        ObjectNode object =
                new ObjectMapper().createObjectNode().put("date", day).put("right", wrong().isEmpty());
        ArrayNode checks = object.putArray("checks");
        for (Line line : lines) {
            checks.addObject()
                    .put("check", line.check().name())
                    .put("state", line.outcome().state().name())
                    .put("found", line.outcome().found())
                    .put("allowed", line.outcome().allowed());
        }
        return object.toString();
    }
}
