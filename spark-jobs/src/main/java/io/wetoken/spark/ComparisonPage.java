package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Comparison;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A comparison as one page that needs nothing else, no script and no network: for each metric the intervals of all segments beside 0, then the figures. */
final class ComparisonPage {
    private static final int WIDTH = 720;
    private static final int ROW = 30;
    private static final int LEFT = 170;
    private static final int RIGHT = 30;
    private static final int TOP = 14;
    private static final int AXIS = 40;
    private static final String CERTAIN = "#0072b2";
    private static final String UNCERTAIN = "#777777";
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;color:#222;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                    + "table{border-collapse:collapse;font-size:.85rem}th,td{padding:.2rem .7rem;border-bottom:1px solid #ddd;text-align:right}"
                    + "th:first-child,td:first-child{text-align:left}svg{width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#333}";

    private final ComparisonReport report;
    private final XMLStreamWriter out;

    private ComparisonPage(ComparisonReport report, XMLStreamWriter out) {
        this.report = report;
        this.out = out;
    }

    static String of(ComparisonReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new ComparisonPage(report, out).write();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Text cannot be written into memory", e);
        }
        return "<!doctype html>\n" + text;
    }

    private void write() throws XMLStreamException {
        String title = report.after() + " beside " + report.before();
        open("html", "lang", "en");
        open("head");
        out.writeEmptyElement("meta");
        out.writeAttribute("charset", "utf-8");
        element("title", title);
        element("style", STYLE);
        out.writeEndElement();
        open("body");
        element("h1", title);
        element(
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
            element("h2", metric + "@" + report.k());
            plot(
                    metric,
                    report.found().lines().stream()
                            .filter(line -> line.metric().equals(metric))
                            .toList());
        }
        table();
        out.writeEndElement();
        out.writeEndElement();
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
        open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + (floor + AXIS),
                "role",
                "img",
                "aria-label",
                metric + ", differences");
        line(x(0, from, to), TOP, x(0, from, to), floor, "#555555");
        line(LEFT, floor, WIDTH - RIGHT, floor, "#dddddd");
        for (double tick : DoubleStream.of(from, 0, to).distinct().toArray()) {
            label(String.format(Locale.ROOT, "%+.4f", tick), x(tick, from, to), floor + 18, "middle");
        }
        for (int row = 0; row < lines.size(); row++) {
            Comparison.Line one = lines.get(row);
            double y = TOP + ROW * (row + .5);
            String colour = one.certain() ? CERTAIN : UNCERTAIN;
            label(one.segment(), LEFT - 10, y + 4, "end");
            line(x(one.difference().low(), from, to), y, x(one.difference().high(), from, to), y, colour);
            open(
                    "circle",
                    "cx",
                    number(x(one.difference().value(), from, to)),
                    "cy",
                    number(y),
                    "r",
                    "4",
                    "fill",
                    colour);
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private void table() throws XMLStreamException {
        open("table");
        open("tr");
        for (String head : List.of("segment", "metric", "people", "A", "B", "B − A", "from", "to")) {
            element("th", head);
        }
        out.writeEndElement();
        for (Comparison.Line line : report.found().lines()) {
            open("tr");
            element("td", line.segment());
            element("td", line.metric() + "@" + report.k());
            element("td", Integer.toString(line.people()));
            for (double figure : List.of(line.before(), line.after())) {
                element("td", String.format(Locale.ROOT, "%.4f", figure));
            }
            for (double figure : List.of(
                    line.difference().value(),
                    line.difference().low(),
                    line.difference().high())) {
                element("td", String.format(Locale.ROOT, "%+.4f", figure));
            }
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private static double x(double value, double from, double to) {
        return LEFT + (value - from) / (to - from) * (WIDTH - LEFT - RIGHT);
    }

    private void line(double x1, double y1, double x2, double y2, String colour) throws XMLStreamException {
        open(
                "line",
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2),
                "stroke",
                colour,
                "stroke-width",
                "2");
        out.writeEndElement();
    }

    private void label(String text, double x, double y, String anchor) throws XMLStreamException {
        open("text", "x", number(x), "y", number(y), "text-anchor", anchor);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void element(String name, String text) throws XMLStreamException {
        open(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    /** @param attributes names and values in turn */
    private void open(String name, String... attributes) throws XMLStreamException {
        out.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
