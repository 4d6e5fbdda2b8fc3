package io.wetoken.recommender.tune;

import io.wetoken.behaviour.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is drawn of each setting, evenly and apart from the others: random search finds what grids of the same size miss (J. Bergstra, Y. Bengio, "Random Search
 * for Hyper-Parameter Optimization", JMLR 13, 2012).
 *
 * <p>A line a key: {@code FROM to TO}, {@code FROM to TO log} (evenly in the logarithm), or values with commas. Bounds without a decimal point draw whole numbers.
 */
public record Space(SortedMap<String, Range> ranges) {
    private static final Pattern BOUNDS = Pattern.compile("(\\S+) to (\\S+)( log)?");
    private static final MathContext DIGITS = new MathContext(4);

    /** What one setting may be. */
    public sealed interface Range {
        /** @return as it is written in a configuration */
        String draw(Random random);
    }

    record Choice(List<String> values) implements Range {
        @Override
        public String draw(Random random) {
            return values.get(random.nextInt(values.size()));
        }
    }

    /** Both bounds may come. */
    record Numbers(double from, double to, boolean whole, boolean log) implements Range {
        @Override
        public String draw(Random random) {
            double at = random.nextDouble();
            // A whole number has as much room as every other one.
            double low = whole ? from - .5 : from;
            double high = whole ? to + .5 : to;
            double drawn = log
                    ? StrictMath.exp(StrictMath.log(low) + at * (StrictMath.log(high) - StrictMath.log(low)))
                    : low + at * (high - low);
            double bounded = Math.min(to, Math.max(from, whole ? Math.rint(drawn) : drawn));
            return whole
                    ? Long.toString((long) bounded)
                    : new BigDecimal(bounded).round(DIGITS).stripTrailingZeros().toPlainString();
        }
    }

    /** @throws IllegalArgumentException naming every key whose value says nothing to draw from */
    public static Space of(Settings settings) {
        SortedMap<String, Range> ranges = new TreeMap<>();
        settings.all().forEach((key, value) -> {
            try {
                ranges.put(key, range(value));
            } catch (IllegalArgumentException e) {
                settings.problem(key, e.getMessage());
            }
        });
        if (ranges.isEmpty()) {
            settings.problem("there is nothing to draw; write a line a key, such as 'walk.alpha=0.3 to 1.2'");
        }
        settings.check();
        return new Space(ranges);
    }

    private static Range range(String value) {
        Matcher bounds = BOUNDS.matcher(value);
        if (!bounds.matches()) {
            List<String> values =
                    Arrays.stream(value.split(",", -1)).map(String::trim).toList();
            if (values.contains("")) {
                throw new IllegalArgumentException(
                        "'" + value + "' is neither 'FROM to TO', 'FROM to TO log' nor values with commas");
            }
            return new Choice(values);
        }
        double from = number(bounds.group(1));
        double to = number(bounds.group(2));
        boolean log = bounds.group(3) != null;
        if (!(from <= to) || (log && from <= 0)) {
            throw new IllegalArgumentException(
                    "'" + value + "' must rise" + (log ? ", from above 0" : "") + ", and bounds must be numbers");
        }
        boolean whole = isWhole(bounds.group(1)) && isWhole(bounds.group(2));
        return new Numbers(from, to, whole, log);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isWhole(String text) {
        return text.matches("-?[0-9]+");
    }

    /** Whether a setting is drawn evenly in the logarithm. */
    public boolean isLog(String key) {
        return ranges.get(key) instanceof Numbers numbers && numbers.log();
    }

    /** @param trial another number draws other values; the same seed and number always the same, however many there are */
    public SortedMap<String, String> draw(long seed, int trial) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + trial);
        random.nextLong();
        SortedMap<String, String> drawn = new TreeMap<>();
        ranges.forEach((key, range) -> drawn.put(key, range.draw(random)));
        return drawn;
    }
}
