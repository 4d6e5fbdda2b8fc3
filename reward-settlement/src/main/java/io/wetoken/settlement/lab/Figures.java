package io.wetoken.settlement.lab;

import java.util.List;
import java.util.Locale;

/** Numbers of many tries, and how they are said. */
record Figures(List<Double> sorted) {
    static Figures of(List<Double> values) {
        return new Figures(values.stream().sorted().toList());
    }

    double mean() {
        return sorted.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    double median() {
        return sorted.get(sorted.size() / 2);
    }

    /** Below it are 95 of a hundred. */
    double high() {
        return sorted.get(sorted.size() * 95 / 100);
    }

    double max() {
        return sorted.get(sorted.size() - 1);
    }

    static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
