package io.wetoken.behaviour;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One properties file, read into typed values. A component's config record asks for all its keys and then calls {@link #check()}, so that every
 * problem is reported at once instead of one a start.
 */
public final class Settings {
    private final String source;
    private final Map<String, String> values;
    private final Map<String, Integer> lines;
    private final Set<String> asked = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private Settings(String source, Map<String, String> values, Map<String, Integer> lines) {
        this.source = source;
        this.values = values;
        this.lines = lines;
    }

    /** Reads a UTF-8 properties file. */
    public static Settings load(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            return read(file.toString(), in);
        }
    }

    /**
     * Reads a properties text.
     *
     * @param source where it comes from, for messages
     */
    public static Settings read(String source, Reader in) throws IOException {
        Map<String, String> values = new TreeMap<>();
        Map<String, Integer> lines = new HashMap<>();
        for (PropertyLines.Line line : PropertyLines.of(in)) {
            Properties read = new Properties();
            try {
                read.load(new StringReader(line.text()));
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        source + " is not a properties file: line " + line.number() + ": " + e.getMessage(), e);
            }
            read.stringPropertyNames().forEach(key -> {
                values.put(key, read.getProperty(key).trim());
                lines.put(key, line.number());
            });
        }
        return new Settings(source, values, lines);
    }

    /** The same file, with the values of others for keys that it does not have. */
    public Settings over(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(others);
        all.putAll(values);
        return new Settings(source, all, lines);
    }

    /** @param source where the values come from, for messages */
    public static Settings of(String source, Map<String, String> values) {
        return new Settings(source, new TreeMap<>(values), Map.of());
    }

    /** A required text. */
    public String text(String key) {
        String value = optional(key).orElse("");
        if (value.isEmpty()) {
            problems.add(key + " is missing");
        }
        return value;
    }

    public String text(String key, String otherwise) {
        return optional(key).orElse(otherwise);
    }

    public Optional<String> optional(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** A whole number within {@code [min, max]}. */
    public long number(String key, long otherwise, long min, long max) {
        asked.add(key);
        String value = values.get(key);
        return value == null ? otherwise : number(key, value, otherwise, min, max);
    }

    /** A required whole number within {@code [min, max]}. */
    public long required(String key, long min, long max) {
        String value = text(key);
        return value.isEmpty() ? min : number(key, value, min, min, max);
    }

    private long number(String key, String value, long otherwise, long min, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message: what counts is that the value is not usable.
        }
        wrong(key, " must be a whole number from " + min + " to " + max + ", is '" + value + "'");
        return otherwise;
    }

    /** A required number within {@code [min, max]}, such as 0.05 or 1e-4. */
    public double decimal(String key, double min, double max) {
        String value = text(key);
        if (value.isEmpty()) {
            return min;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message, as with whole numbers.
        }
        wrong(key, " must be a number from " + min + " to " + max + ", is '" + value + "'");
        return min;
    }

    /** Every key and its value, ascending. */
    public SortedMap<String, String> all() {
        return new TreeMap<>(values);
    }

    /** A problem that the caller found, to be reported with the others. */
    public void problem(String told) {
        problems.add(told);
    }

    /** One with a key, whose line is told too. */
    public void problem(String key, String told) {
        wrong(key, ": " + told);
    }

    private void wrong(String key, String told) {
        Integer line = lines.get(key);
        problems.add(key + told + (line == null ? "" : " (line " + line + ")"));
    }

    /**
     * {@link #check()} for a file with one reader: a key that nobody asked for is a problem too, for it is a misspelt one.
     *
     * @throws IllegalArgumentException naming every problem found since the last call
     */
    public void checkNothingElse() {
        values.keySet().stream().filter(key -> !asked.contains(key)).forEach(key -> wrong(key, " is unknown"));
        check();
    }

    /** @throws IllegalArgumentException naming every problem found since the last call */
    public void check() {
        if (!problems.isEmpty()) {
            String message = source + ": " + String.join("; ", problems);
            problems.clear();
            throw new IllegalArgumentException(message);
        }
    }
}
