package io.wetoken.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/** A search as one page: how trials came through the rungs, what each setting did on the first of them, and all trials. */
final class TunePage {
    private static final String OTHER = "#777777";
    private static final String BEST = "#0072b2";

    private final TuneReport report;
    private final HtmlPage out;

    private TunePage(TuneReport report, HtmlPage out) {
        this.report = report;
        this.out = out;
    }

    static String of(TuneReport report) {
        return HtmlPage.of("A search for settings", page -> new TunePage(report, page).write());
    }

    private void write() throws XMLStreamException {
        out.element("p", report.why() + ". Blue is the best; trial 0 is the configuration as it was.");
        out.element("h2", report.metric() + "@" + report.k() + " by share of the people");
        rungs();
        for (String key : report.space().ranges().keySet()) {
            out.element("h2", key + ", on " + first().get(0).people() + " of the people");
            setting(key);
        }
        table();
    }

    private List<Trial> first() {
        return report.found().rungs().get(0).stream()
                .filter(trial -> trial.number() != 0)
                .toList();
    }

    private void rungs() throws XMLStreamException {
        List<List<Trial>> rungs = report.found().rungs();
        Plot plot = new Plot(out, values(rungs.stream().flatMap(List::stream)), 0, Math.max(1, rungs.size() - 1));
        plot.begin(report.metric() + " by share of the people");
        for (int rung = 0; rung < rungs.size(); rung++) {
            plot.tick(rung, rungs.get(rung).get(0).people());
            for (Trial trial : rungs.get(rung)) {
                int before = rung - 1;
                Stream<Trial> earlier = before < 0 ? Stream.empty() : rungs.get(before).stream();
                for (Trial same :
                        earlier.filter(one -> one.number() == trial.number()).toList()) {
                    plot.line(before, report.value(same), rung, report.value(trial), colour(trial));
                }
                plot.dot(rung, report.value(trial), colour(trial));
            }
        }
        out.close();
    }

    private void setting(String key) throws XMLStreamException {
        List<String> values = first().stream()
                .map(trial -> trial.settings()
                        .getOrDefault(key, RunConfig.reference().values().get(key)))
                .toList();
        List<String> kinds = values.stream().distinct().sorted().toList();
        boolean numbers = values.stream().allMatch(TunePage::isNumber);
        List<Double> places = values.stream()
                .map(value -> !numbers
                        ? (double) kinds.indexOf(value)
                        : report.space().isLog(key) ? Math.log10(Double.parseDouble(value)) : Double.parseDouble(value))
                .toList();
        double from = places.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double to = places.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        Plot plot = new Plot(out, values(first().stream()), from, to);
        plot.begin(key);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean end = !numbers || places.get(i) == from || places.get(i) == to;
            if (end && !told.contains(values.get(i))) {
                told.add(values.get(i));
                plot.tick(places.get(i), values.get(i));
            }
            plot.dot(places.get(i), report.value(first().get(i)), colour(first().get(i)));
        }
        out.close();
    }

    private static boolean isNumber(String value) {
        try {
            return Double.isFinite(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private double[] values(Stream<Trial> trials) {
        return trials.mapToDouble(report::value).toArray();
    }

    private String colour(Trial trial) {
        return trial.number() == report.found().best().number() ? BEST : OTHER;
    }

    private void table() throws XMLStreamException {
        List<List<String>> rows = new ArrayList<>();
        for (Trial trial : report.trials()) {
            rows.add(List.of(
                    Integer.toString(trial.number()),
                    trial.people(),
                    String.format(Locale.ROOT, "%.4f", trial.figures().recall()),
                    String.format(Locale.ROOT, "%.4f", trial.figures().ndcg()),
                    String.format(Locale.ROOT, "%.4f", trial.figures().coverage()),
                    RegistryLines.settings(trial.settings())));
        }
        out.table(
                List.of("trial", "people", "recall@" + report.k(), "ndcg@" + report.k(), "coverage", "settings"), rows);
    }
}
