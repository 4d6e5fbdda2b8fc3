package io.wetoken.spark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.recommender.evaluate.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One trial of a search on one share of the people, finished. It holds no times: the same search writes the same bytes.
 *
 * @param number 0 is the configuration as it was
 * @param settings that are not those of the reference
 * @param weights that the model learnt, by name
 * @param record the name of its record, for trials that had everybody; else empty
 */
record Trial(
        int number,
        double share,
        SortedMap<String, String> settings,
        Figures figures,
        SortedMap<String, String> weights,
        String record) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path file(Path directory, int number, double share) {
        return directory.resolve(
                String.format(Locale.ROOT, "trial-%05d-of-1-in-%d.json", number, Math.round(1 / share)));
    }

    void write(Path directory) throws IOException {
        WholeFile.write(file(directory, number, share), JSON.writeValueAsBytes(this));
    }

    /**
     * Nothing where it is not finished.
     *
     * @throws IllegalArgumentException naming the file, when it is no trial
     */
    static Optional<Trial> read(Path directory, int number, double share) throws IOException {
        Path file = file(directory, number, share);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Trial.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " is no finished trial: " + e.getOriginalMessage() + "; remove it, and it is tried again",
                    e);
        }
    }

    /** The share as people say it. */
    String people() {
        return share == 1 ? "all" : "1 in " + Math.round(1 / share);
    }
}
