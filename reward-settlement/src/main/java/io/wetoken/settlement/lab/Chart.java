package io.wetoken.settlement.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines over a common axis.
 *
 * @param logX whether the horizontal axis is logarithmic; then every x is above 0
 */
public record Chart(String title, String xLabel, String yLabel, boolean logX, List<Line> lines) {
    public Chart {
        lines = List.copyOf(lines);
    }

    /** One line, its points in the order in which they are joined. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    public record Point(double x, double y) {}

    /** Collects the points of a line. */
    static final class Drawn {
        private final String name;
        private final List<Point> points = new ArrayList<>();

        Drawn(String name) {
            this.name = name;
        }

        Drawn to(double x, double y) {
            points.add(new Point(x, y));
            return this;
        }

        Line line() {
            return new Line(name, points);
        }
    }
}
