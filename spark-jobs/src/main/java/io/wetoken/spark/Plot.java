package io.wetoken.spark;

import java.util.Arrays;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/** Points in a frame; y rises from the least to the largest of the values. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int RIGHT = 40;
    private static final int TOP = 14;
    private static final int FLOOR = HEIGHT - 40;
    private static final String AXIS = "#dddddd";

    private final HtmlPage out;
    private final double low;
    private final double high;
    private final double from;
    private final double to;

    /**
     * @param values that will be shown
     * @param from of x
     * @param to of x
     */
    Plot(HtmlPage out, double[] values, double from, double to) {
        this.out = out;
        this.low = Arrays.stream(values).min().orElse(0);
        this.high = Math.max(Arrays.stream(values).max().orElse(1), low + 1e-9);
        this.from = from;
        this.to = Math.max(to, from + 1e-9);
    }

    void begin(String label) throws XMLStreamException {
        out.plot(WIDTH, HEIGHT, label);
        out.line(LEFT, FLOOR, WIDTH - RIGHT, FLOOR, AXIS);
        out.line(LEFT, TOP, LEFT, FLOOR, AXIS);
        for (double value : new double[] {low, high}) {
            out.label(String.format(Locale.ROOT, "%.4f", value), LEFT - 8, y(value) + 4, "end");
        }
    }

    void tick(double at, String label) throws XMLStreamException {
        out.label(label, x(at), FLOOR + 18, "middle");
    }

    /** What a colour stands for, in a column in the upper left corner, where curves that rise are not. */
    void name(int number, String name, String colour) throws XMLStreamException {
        double y = TOP + 8 + 18 * number;
        out.dot(LEFT + 20, y, colour);
        out.label(name, LEFT + 30, y + 4, "start");
    }

    void dot(double at, double value, String colour) throws XMLStreamException {
        out.dot(x(at), y(value), colour);
    }

    void line(double at, double value, double next, double then, String colour) throws XMLStreamException {
        out.line(x(at), y(value), x(next), y(then), colour);
    }

    private double x(double at) {
        return LEFT + (at - from) / (to - from) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return FLOOR - (value - low) / (high - low) * (FLOOR - TOP);
    }
}
