package io.wetoken.behaviour;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * One properties file, read into typed values. A component's config record asks for all its keys and then calls {@link #check()}, so that every
 * problem is reported at once instead of one a start.
 */
public final class Settings {
    private final String source;
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    private Settings(String source, Map<String, String> values) {
        this.source = source;
        this.values = values;
    }

    /** Reads a UTF-8 properties file. */
    public static Settings load(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a properties file: " + e.getMessage(), e);
        }
        Map<String, String> values = new TreeMap<>();
        read.stringPropertyNames()
                .forEach(key -> values.put(key, read.getProperty(key).trim()));
        return new Settings(file.toString(), values);
    }

    /** @param source where the values come from, for messages */
    public static Settings of(String source, Map<String, String> values) {
        return new Settings(source, new TreeMap<>(values));
    }

    /** A required text. */
    public String text(String key) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            problems.add(key + " is missing");
        }
        return value;
    }

    public String text(String key, String otherwise) {
        return optional(key).orElse(otherwise);
    }

    public Optional<String> optional(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** A whole number within {@code [min, max]}. */
    public long number(String key, long otherwise, long min, long max) {
        String value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message: what counts is that the value is not usable.
        }
        problems.add(key + " must be a whole number from " + min + " to " + max + ", is '" + value + "'");
        return otherwise;
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
