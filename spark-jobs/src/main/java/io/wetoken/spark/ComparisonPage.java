package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.xml.stream.XMLStreamException;

/** A comparison as one page: for each metric the intervals of all segments beside 0, then the figures. */
final class ComparisonPage {
    private static final int WIDTH = 720;
    private static final int ROW = 30;
    private static final int LEFT = 170;
    private static final int RIGHT = 30;
    private static final int TOP = 14;
    private static final int AXIS = 40;
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
            plot(
                    metric,
                    report.found().lines().stream()
                            .filter(line -> line.metric().equals(metric))
                            .toList());
        }
        table();
    }

    private void plot(String metric, List<Comparison.Line> lines) throws XMLStreamException {
        double least = lines.stream()
                .mapToDouble(line -> line.difference().low())
                .min()
                .orElse(0);
        double most = lines.stream()
                .mapToDouble(line -> line.difference().high())
                .max()
                .orElse(0);
        double from = Math.min(0, least);
        double to = Math.max(Math.max(0, most), from + 1e-9);
        int floor = TOP + ROW * lines.size();
        out.plot(WIDTH, floor + AXIS, metric + ", differences");
        out.line(x(0, from, to), TOP, x(0, from, to), floor, "#555555");
        out.line(LEFT, floor, WIDTH - RIGHT, floor, "#dddddd");
        for (double tick : DoubleStream.of(from, 0, to).distinct().toArray()) {
            out.label(String.format(Locale.ROOT, "%+.4f", tick), x(tick, from, to), floor + 18, "middle");
        }
        for (int row = 0; row < lines.size(); row++) {
            Comparison.Line one = lines.get(row);
            double y = TOP + ROW * (row + .5);
            String colour = one.certain() ? CERTAIN : UNCERTAIN;
            out.label(one.segment(), LEFT - 10, y + 4, "end");
            out.line(x(one.difference().low(), from, to), y, x(one.difference().high(), from, to), y, colour);
            out.dot(x(one.difference().value(), from, to), y, colour);
        }
        out.close();
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

    private static double x(double value, double from, double to) {
        return LEFT + (value - from) / (to - from) * (WIDTH - LEFT - RIGHT);
    }
}
