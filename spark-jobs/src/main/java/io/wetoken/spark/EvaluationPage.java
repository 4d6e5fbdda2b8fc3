package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Findings;
import io.wetoken.recommender.interval.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.xml.stream.XMLStreamException;

/** An evaluation as one page: figures of each model with their intervals, by segment and by length of the list, and what they cost. */
final class EvaluationPage {
    /** Those of M. Okabe and K. Ito, which the colour-blind tell apart. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#777777");

    private final EvaluationReport report;
    private final Findings found;
    private final Bootstrap bootstrap;
    private final HtmlPage out;

    private EvaluationPage(EvaluationReport report, Findings found, Bootstrap bootstrap, HtmlPage out) {
        this.report = report;
        this.found = found;
        this.bootstrap = bootstrap;
        this.out = out;
    }

    static String of(EvaluationReport report, Findings found, Bootstrap bootstrap) {
        return HtmlPage.of(
                String.join(", ", names(report)), page -> new EvaluationPage(report, found, bootstrap, page).write());
    }

    private static List<String> names(EvaluationReport report) {
        return report.models().stream().map(EvaluationReport.Line::name).toList();
    }

    private void write() throws XMLStreamException {
        out.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "Lists of %d out of %d items for %d people. Lines are %.0f %% intervals of the mean, from %d resamples of people, seed %d; whether two"
                                + " models differ is narrower, and ./we reco compare says it.",
                        report.k(),
                        report.items(),
                        report.users(),
                        100 * bootstrap.confidence(),
                        bootstrap.resamples(),
                        bootstrap.seed()));
        for (String metric : List.of("recall", "ndcg")) {
            out.element("h2", metric + "@" + report.k());
            intervals(metric, true);
        }
        out.element("h2", "Recall by length of the list");
        curves();
        out.element("h2", "recall@" + report.k() + " by segment");
        intervals("recall", false);
        figures();
        bars(
                "Coverage: the share of all items in some list",
                "%.3f",
                line -> line.figures().coverage());
        bars(
                "Novelty: bits of a listed item's rarity",
                "%.2f",
                line -> line.figures().novelty());
        bars("Seconds to learn", "%.1f", EvaluationReport.Line::trainSeconds);
        bars("Seconds to rank everything for everybody", "%.1f", EvaluationReport.Line::evaluateSeconds);
        bars("Largest memory so far, MB", "%.0f", EvaluationReport.Line::peakMemoryMb);
        segments();
    }

    private String colour(String model) {
        return COLOURS.get(names(report).indexOf(model) % COLOURS.size());
    }

    private void intervals(String metric, boolean all) throws XMLStreamException {
        List<RowPlot.Row> rows = new ArrayList<>();
        String segment = "";
        for (Findings.Line line : found.lines()) {
            if (!line.metric().equals(metric) || line.segment().equals("all") != all) {
                continue;
            }
            if (!rows.isEmpty() && !line.segment().equals(segment)) {
                rows.add(RowPlot.Row.SPACE);
            }
            segment = line.segment();
            rows.add(new RowPlot.Row(
                    all ? line.model() : segment + ", " + line.model(),
                    line.estimate().low(),
                    line.estimate().value(),
                    line.estimate().high(),
                    colour(line.model())));
        }
        RowPlot.write(out, metric + (all ? "" : " by segment"), "%.4f", rows);
    }

    private void curves() throws XMLStreamException {
        double[] values = found.curves().values().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        Plot plot = new Plot(out, values, 0, Math.log(report.k()));
        plot.begin("recall by length of the list");
        int number = 0;
        for (Map.Entry<String, Map<Integer, Double>> model : found.curves().entrySet()) {
            String colour = colour(model.getKey());
            plot.name(number++, model.getKey(), colour);
            double before = 0;
            double earlier = 0;
            for (Map.Entry<Integer, Double> point : model.getValue().entrySet()) {
                double at = Math.log(point.getKey());
                if (point.getKey() > 1) {
                    plot.line(before, earlier, at, point.getValue(), colour);
                }
                plot.dot(at, point.getValue(), colour);
                before = at;
                earlier = point.getValue();
            }
        }
        for (int length : found.curves().values().iterator().next().keySet()) {
            plot.tick(Math.log(length), Integer.toString(length));
        }
        out.close();
    }

    private void bars(String title, String form, ToDoubleFunction<EvaluationReport.Line> figure)
            throws XMLStreamException {
        out.element("h2", title);
        RowPlot.write(
                out,
                title,
                form,
                report.models().stream()
                        .map(line -> RowPlot.Row.bar(line.name(), figure.applyAsDouble(line), colour(line.name())))
                        .toList());
    }

    private void figures() throws XMLStreamException {
        out.element("h2", "Figures");
        List<List<String>> rows = new ArrayList<>();
        for (EvaluationReport.Line line : report.models()) {
            rows.add(List.of(
                    line.name(),
                    told("%.4f", line.figures().recall()),
                    told("%.4f", line.figures().ndcg()),
                    told("%.4f", line.figures().coverage()),
                    told("%.2f", line.figures().novelty()),
                    told("%.1f", line.trainSeconds()),
                    told("%.1f", line.evaluateSeconds()),
                    Long.toString(line.peakMemoryMb())));
        }
        String at = "@" + report.k();
        out.table(
                List.of("model", "recall" + at, "ndcg" + at, "coverage", "novelty", "train s", "rank s", "peak MB"),
                rows);
    }

    private void segments() throws XMLStreamException {
        out.element("h2", "Segments");
        List<List<String>> rows = found.lines().stream()
                .map(line -> List.of(
                        line.segment(),
                        line.metric() + "@" + report.k(),
                        line.model(),
                        Integer.toString(line.people()),
                        told("%.4f", line.estimate().value()),
                        told("%.4f", line.estimate().low()),
                        told("%.4f", line.estimate().high())))
                .toList();
        out.table(List.of("segment", "metric", "model", "people", "mean", "from", "to"), rows);
    }

    private static String told(String form, double figure) {
        return String.format(Locale.ROOT, form, figure);
    }
}
