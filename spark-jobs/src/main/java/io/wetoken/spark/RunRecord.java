package io.wetoken.spark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.recommender.evaluate.Asked;
import io.wetoken.recommender.evaluate.Figures;
import io.wetoken.recommender.evaluate.Hits;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An evaluation, told so that it can be compared with another person by person, and be run again. It holds no names, no times and no seconds: the same code,
 * data, settings and seed write the same bytes, under the same name.
 *
 * @param code of {@link CodeHash}
 * @param data SHA-256 of the files, by what they are
 * @param parameters every key of the run's {@link RunConfig} and its value
 * @param weights that models learnt, by name; empty in records of releases before it
 * @param models by name, in the order in which they were asked for
 */
record RunRecord(
        int k,
        int items,
        long seed,
        String code,
        SortedMap<String, String> data,
        SortedMap<String, String> parameters,
        SortedMap<String, String> weights,
        Asked asked,
        Map<String, Run> models) {
    private static final int NAMED = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    RunRecord {
        weights = weights == null ? new TreeMap<>() : weights;
    }

    record Run(Figures figures, Hits hits) {}

    /** @return {@code run-SHA.json}, named by its content */
    Path write(Path directory) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(this);
        String name = "run-" + Digests.sha256(new ByteArrayInputStream(bytes)).substring(0, NAMED) + ".json";
        return WholeFile.write(directory.resolve(name), bytes);
    }

    /** @throws IllegalArgumentException naming the file and what is wrong with it */
    static RunRecord read(Path file) throws IOException {
        try {
            RunRecord record = JSON.readValue(file.toFile(), RunRecord.class);
            if (record.asked() == null
                    || record.data() == null
                    || record.models() == null
                    || record.models().isEmpty()) {
                throw new IllegalArgumentException(
                        file + " is no record of an evaluation; ./we reco evaluate --record DIR writes one");
            }
            return record;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + ":" + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ": is no record of an evaluation, as ./we reco evaluate --record DIR writes: "
                            + e.getOriginalMessage(),
                    e);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new IllegalArgumentException(file + " is missing", e);
        }
    }

    Run model(String name, Path file) {
        Run run = models.get(name);
        if (run == null) {
            throw new IllegalArgumentException(
                    file + " has no model '" + name + "'; it has " + String.join(", ", models.keySet()));
        }
        return run;
    }
}
