package io.wetoken.settlement.lab.report;

import io.wetoken.settlement.html.Markup;
import io.wetoken.settlement.lab.Chart;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A chart as SVG: axes with ticks, a line and a mark a point for each line, the legend below. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int LEFT = 64;
    private static final int BOTTOM = 44;
    private static final int TOP = 12;
    private static final int RIGHT = 16;
    private static final int LEGEND = 20;
    /** Told apart also by those who do not see all colours (Okabe and Ito 2008). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    private final Chart chart;
    private final Scale across;
    private final Scale up;

    private Plot(Chart chart) {
        this.chart = chart;
        this.across = Scale.of(points().map(Chart.Point::x).toList(), chart.logX(), false);
        this.up = Scale.of(points().map(Chart.Point::y).toList(), false, true);
    }

    static Markup of(Chart chart) {
        return new Plot(chart).svg();
    }

    private Stream<Chart.Point> points() {
        return chart.lines().stream().flatMap(line -> line.points().stream());
    }

    private Markup svg() {
        int height = HEIGHT + LEGEND * chart.lines().size();
        Markup svg = new Markup()
                .open("svg", "viewBox", "0 0 " + WIDTH + " " + height, "role", "img", "aria-label", chart.title());
        axes(svg);
        for (int i = 0; i < chart.lines().size(); i++) {
            Chart.Line line = chart.lines().get(i);
            String colour = COLOURS.get(i % COLOURS.size());
            String path = line.points().stream()
                    .map(point -> number(x(point.x())) + "," + number(y(point.y())))
                    .collect(Collectors.joining(" "));
            svg.empty("polyline", "points", path, "fill", "none", "stroke", colour, "stroke-width", "2");
            if (line.points().size() <= COLOURS.size() * 2) {
                for (Chart.Point point : line.points()) {
                    svg.empty(
                            "circle", "cx", number(x(point.x())), "cy", number(y(point.y())), "r", "3", "fill", colour);
                }
            }
            int place = HEIGHT + LEGEND * i + LEGEND / 2;
            svg.empty("rect", "x", "" + LEFT, "y", "" + (place - 5), "width", "18", "height", "4", "fill", colour);
            svg.element("text", line.name(), "x", "" + (LEFT + 26), "y", "" + place);
        }
        return svg.close("svg");
    }

    private void axes(Markup svg) {
        for (double tick : up.ticks()) {
            String y = number(y(tick));
            svg.empty("line", "x1", "" + LEFT, "x2", "" + (WIDTH - RIGHT), "y1", y, "y2", y, "stroke", "#ddd");
            svg.element("text", label(tick), "x", "" + (LEFT - 6), "y", number(y(tick) + 4), "text-anchor", "end");
        }
        int floor = HEIGHT - BOTTOM;
        for (double tick : across.ticks()) {
            String x = number(x(tick));
            svg.empty("line", "x1", x, "x2", x, "y1", "" + floor, "y2", "" + (floor + 5), "stroke", "#555");
            svg.element("text", label(tick), "x", x, "y", "" + (floor + 18), "text-anchor", "middle");
        }
        svg.empty(
                "line",
                "x1",
                "" + LEFT,
                "x2",
                "" + (WIDTH - RIGHT),
                "y1",
                "" + floor,
                "y2",
                "" + floor,
                "stroke",
                "#555");
        String middle = "" + (LEFT + WIDTH - RIGHT) / 2;
        svg.element("text", chart.xLabel(), "x", middle, "y", "" + (floor + 36), "text-anchor", "middle");
        String side = "" + (TOP + floor) / 2;
        svg.element(
                "text",
                chart.yLabel(),
                "x",
                "14",
                "y",
                side,
                "text-anchor",
                "middle",
                "transform",
                "rotate(-90 14 " + side + ")");
    }

    private double x(double value) {
        return LEFT + across.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.place(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String label(double tick) {
        return String.format(Locale.ROOT, Math.abs(tick) >= 1000 ? "%,.0f" : "%.3g", tick)
                .replaceAll("(\\.[0-9]*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }
}
