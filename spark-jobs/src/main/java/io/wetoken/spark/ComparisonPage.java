package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/** A comparison as one page: for each metric the intervals of all segments beside 0, then the figures. */
final class ComparisonPage {
    private static final String CERTAIN = "#0072b2";
    private static final String UNCERTAIN = "#777777";

    private final ComparisonReport report;
    private final HtmlPage out;

    private ComparisonPage(ComparisonReport report, HtmlPage out) {
        this.report = report;
        this.out = out;
    }

    static String of(ComparisonReport report) {
        return HtmlPage.of(
                report.after() + " beside " + report.before(), page -> new ComparisonPage(report, page).write());
    }

    private void write() throws XMLStreamException {
        out.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "What %s (B) found more than %s (A) for the same people, and the %.0f %% interval of the difference, from %d resamples of"
                                + " people, seed %d. Blue where it leaves 0 out, on 30 people or more.",
                        report.after(),
                        report.before(),
                        100 * report.bootstrap().confidence(),
                        report.bootstrap().resamples(),
                        report.bootstrap().seed()));
        for (String metric : report.found().lines().stream()
                .map(Comparison.Line::metric)
                .distinct()
                .toList()) {
            out.element("h2", metric + "@" + report.k());
            RowPlot.write(
                    out,
                    metric + ", differences",
                    "%+.4f",
                    report.found().lines().stream()
                            .filter(line -> line.metric().equals(metric))
                            .map(line -> new RowPlot.Row(
                                    line.segment(),
                                    line.difference().low(),
                                    line.difference().value(),
                                    line.difference().high(),
                                    line.certain() ? CERTAIN : UNCERTAIN))
                            .toList());
        }
        table();
    }

    private void table() throws XMLStreamException {
        List<List<String>> rows = new ArrayList<>();
        for (Comparison.Line line : report.found().lines()) {
            rows.add(List.of(
                    line.segment(),
                    line.metric() + "@" + report.k(),
                    Integer.toString(line.people()),
                    String.format(Locale.ROOT, "%.4f", line.before()),
                    String.format(Locale.ROOT, "%.4f", line.after()),
                    signed(line.difference().value()),
                    signed(line.difference().low()),
                    signed(line.difference().high())));
        }
        out.table(List.of("segment", "metric", "people", "A", "B", "B − A", "from", "to"), rows);
    }

    private static String signed(double figure) {
        return String.format(Locale.ROOT, "%+.4f", figure);
    }
}
