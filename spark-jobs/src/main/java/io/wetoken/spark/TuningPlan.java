package io.wetoken.spark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a search is, kept beside its trials, so that only the same search goes on where it stopped. */
record TuningPlan(SortedMap<String, String> values) {
    private static final String FILE = "search.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Writes it into an empty place, or finds itself there.
     *
     * @return whether the search was begun before
     * @throws IllegalArgumentException naming what differs from the search that was begun there
     */
    boolean begin(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(values));
            return false;
        }
        SortedMap<String, String> begun;
        try {
            begun = JSON.readValue(
                    file.toFile(), JSON.getTypeFactory().constructMapType(TreeMap.class, String.class, String.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " does not say which search was begun: " + e.getOriginalMessage(), e);
        }
        List<String> different = differences(begun);
        if (!different.isEmpty()) {
            throw new IllegalArgumentException("Another search was begun in " + directory + ": "
                    + String.join("; ", different) + ". Name another --out, or ask for the same");
        }
        return true;
    }

    private List<String> differences(SortedMap<String, String> begun) {
        TreeSet<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(begun.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(values.get(key), begun.get(key)))
                .map(key -> key + " was " + begun.getOrDefault(key, "not there") + ", is "
                        + values.getOrDefault(key, "not there"))
                .toList();
    }
}
