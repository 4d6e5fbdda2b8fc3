package io.wetoken.spark;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.recommender.evaluate.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link RunRecord} without what each person was found, which is read over. */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunSummary(
        int k,
        int items,
        long seed,
        SortedMap<String, String> data,
        SortedMap<String, String> parameters,
        Map<String, Run> models) {
    private static final ObjectMapper JSON = new ObjectMapper();

    RunSummary {
        if (data == null || models == null || models.isEmpty()) {
            throw new IllegalArgumentException("it is no record of an evaluation");
        }
        parameters = parameters == null ? new TreeMap<>() : parameters;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Run(Figures figures) {}

    /** @throws IllegalArgumentException when it is no record */
    static RunSummary read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), RunSummary.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no record of an evaluation: " + e.getOriginalMessage(), e);
        }
    }
}
