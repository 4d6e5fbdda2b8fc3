package io.wetoken.spark;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.xml.stream.XMLStreamException;

/** A labelled row a figure: a dot, and a line to both sides of it, over an axis that shows 0. */
final class RowPlot {
    private static final int WIDTH = 720;
    private static final int ROW = 26;
    private static final int LEFT = 210;
    private static final int RIGHT = 40;
    private static final int TOP = 14;
    private static final int AXIS = 40;
    private static final int FEWEST_PIXELS = 60;

    private RowPlot() {}

    /**
     * One row.
     *
     * @param from where its line begins; {@code to}, where it ends
     */
    record Row(String label, double from, double value, double to, String colour) {
        /** Sets what is above apart from what is below. */
        static final Row SPACE = new Row("", 0, 0, 0, "none");

        /** A bar from 0. */
        static Row bar(String label, double value, String colour) {
            return new Row(label, 0, value, value, colour);
        }
    }

    /** @param form of the figures at the axis, for {@link String#format} */
    static void write(HtmlPage out, String name, String form, List<Row> rows) throws XMLStreamException {
        double least = rows.stream().mapToDouble(Row::from).min().orElse(0);
        double most = rows.stream().mapToDouble(Row::to).max().orElse(0);
        double from = Math.min(0, least);
        double to = Math.max(Math.max(0, most), from + 1e-9);
        int floor = TOP + ROW * rows.size();
        out.plot(WIDTH, floor + AXIS, name);
        out.line(x(0, from, to), TOP, x(0, from, to), floor, "#555555");
        out.line(LEFT, floor, WIDTH - RIGHT, floor, "#dddddd");
        for (double tick : DoubleStream.of(from, 0, to).distinct().toArray()) {
            // A bound that is nearly 0 would be written over it.
            if (tick == 0 || Math.abs(x(tick, from, to) - x(0, from, to)) > FEWEST_PIXELS) {
                out.label(String.format(Locale.ROOT, form, tick), x(tick, from, to), floor + 18, "middle");
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            Row one = rows.get(row);
            if (one.equals(Row.SPACE)) {
                continue;
            }
            double y = TOP + ROW * (row + .5);
            out.label(one.label(), LEFT - 10, y + 4, "end");
            out.line(x(one.from(), from, to), y, x(one.to(), from, to), y, one.colour());
            out.dot(x(one.value(), from, to), y, one.colour());
        }
        out.close();
    }

    private static double x(double value, double from, double to) {
        return LEFT + (value - from) / (to - from) * (WIDTH - LEFT - RIGHT);
    }
}
