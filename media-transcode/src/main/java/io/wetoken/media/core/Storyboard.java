package io.wetoken.media.core;

import java.util.Locale;

/**
 * One picture with small stills at even distances, and the WebVTT file that says which part belongs to which time ({@code #xywh}, Media Fragments URI).
 *
 * @param every seconds between two stills
 */
public record Storyboard(int columns, int rows, double every, int width, int height) {
    public static final String PICTURE = "storyboard.jpg";
    public static final String TIMES = "storyboard.vtt";
    private static final int COLUMNS = 10;
    private static final int MOST = 100;
    private static final int LONG_SIDE = 160;
    /** Where the container does not say how long the clip is. */
    private static final double UNKNOWN_EVERY = 5;

    public static Storyboard of(Source source) {
        double every = source.seconds().isPresent()
                ? Math.max(1, Math.ceil(source.seconds().getAsDouble() / MOST))
                : UNKNOWN_EVERY;
        int stills = source.seconds().isPresent()
                ? Math.max(1, (int) Math.ceil(source.seconds().getAsDouble() / every))
                : MOST;
        int columns = Math.min(COLUMNS, stills);
        double scale = (double) LONG_SIDE / Math.max(source.width(), source.height());
        return new Storyboard(
                columns,
                (stills + columns - 1) / columns,
                every,
                even(source.width() * scale),
                even(source.height() * scale));
    }

    /** From the frames of the smallest rung. */
    String filter() {
        return String.format(
                Locale.ROOT, "fps=1/%.0f:round=up,scale=%d:%d,tile=%dx%d", every, width, height, columns, rows);
    }

    /** @param seconds how long the clip turned out to be */
    public String times(double seconds) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        int stills = (int) Math.max(1, Math.min((double) columns * rows, Math.ceil(seconds / every)));
        for (int i = 0; i < stills; i++) {
            double end = i == stills - 1 ? seconds : (i + 1) * every;
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s --> %s%n%s#xywh=%d,%d,%d,%d%n",
                    time(i * every),
                    time(end),
                    PICTURE,
                    i % columns * width,
                    i / columns * height,
                    width,
                    height));
        }
        return text.toString();
    }

    private static String time(double seconds) {
        long millis = Math.round(seconds * 1_000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                millis % 1_000);
    }

    private static int even(double value) {
        return Math.max(2, 2 * (int) Math.round(value / 2));
    }
}
