package io.wetoken.flink.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.flink.judge.BadLineException;
import io.wetoken.flink.judge.RecordedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is known of a recording beforehand, CSV {@code id,label}, and judged lines of it. */
final class LabelledFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER = "id,label";

    private final Map<String, String> labels = new HashMap<>();

    /** @throws IllegalArgumentException as {@code file:line}, when it is no such CSV */
    LabelledFile(Path csv) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(csv)) {
            String header = lines.readLine();
            if (!HEADER.equals(header)) {
                throw new IllegalArgumentException(csv + ":1: must be '" + HEADER + "', is '" + header + "'");
            }
            Map<String, String> known = new HashMap<>();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                int comma = line.indexOf(',');
                if (comma <= 0 || comma == line.length() - 1) {
                    throw new IllegalArgumentException(csv + ":" + number + ": must be an id and a label, is " + line);
                }
                String label = line.substring(comma + 1);
                labels.put(
                        line.substring(0, comma).toLowerCase(Locale.ROOT), known.computeIfAbsent(label, same -> same));
            }
        }
    }

    /** @param judged what {@code guard judge} wrote */
    Scored score(Path judged) throws IOException {
        GuardScoring scoring = new GuardScoring();
        long unknown = 0;
        long events = 0;
        try (BufferedReader lines = Files.newBufferedReader(judged)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                BehaviourEvent event = event(line);
                String label = labels.get(event.getId().toLowerCase(Locale.ROOT));
                events++;
                if (label == null) {
                    unknown++;
                } else {
                    JsonNode verdict = JSON.readTree(line);
                    scoring.add(
                            event,
                            label,
                            reasons(verdict),
                            verdict.path("trustPpm").asInt());
                }
            }
        }
        return new Scored(scoring.score(), events, unknown, labels.size() - (events - unknown));
    }

    /**
     * @param unknown judged events without a label
     * @param missing labels without a judged event
     */
    record Scored(GuardScore score, long events, long unknown, long missing) {}

    private static BehaviourEvent event(String line) throws IOException {
        try {
            return RecordedEvent.parse(line);
        } catch (BadLineException e) {
            throw new IOException("The judge wrote a line that " + e.getMessage(), e);
        }
    }

    private static Set<String> reasons(JsonNode line) throws IOException {
        Set<String> codes = new TreeSet<>();
        line.path("reasons").forEach(code -> codes.add(code.asText()));
        if (line.path("verdict").asText().equals("VALID") != codes.isEmpty()) {
            throw new IOException(
                    "Verdict " + line.path("verdict") + " with the reasons " + codes + " of " + line.path("id"));
        }
        return codes;
    }
}
