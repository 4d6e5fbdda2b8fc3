package io.wetoken.stack.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.WeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What {@code ./we guard judge} says of a file, as the stream and the closing of its days do: the reasons against every distinct id, none for a valid one. */
final class Judged {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<String>> reasons = new HashMap<>();
    private final Map<String, Long> trust = new HashMap<>();

    private Judged() {}

    static Judged by(WeProcess we, Path in, Path out) throws IOException, InterruptedException {
        WeProcess.Ended ended = we.run("guard", "judge", "--in", in.toString(), "--out", out.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        Judged judged = new Judged();
        for (String line : Files.readAllLines(out)) {
            JsonNode read = JSON.readTree(line);
            TreeSet<String> against = new TreeSet<>();
            read.get("reasons").forEach(reason -> against.add(reason.asText()));
            assertThat(read.get("verdict").asText()).as(line).isEqualTo(against.isEmpty() ? "VALID" : "SUSPECT");
            assertThat(judged.reasons.put(read.get("id").asText(), List.copyOf(against)))
                    .as("one line for each id: %s", line)
                    .isNull();
            judged.trust.put(read.get("id").asText(), read.get("trustPpm").asLong());
        }
        return judged;
    }

    /** Sorted. */
    List<String> reasons(String id) {
        List<String> against = reasons.get(id);
        if (against == null) {
            throw new AssertionError("The guard left out " + id);
        }
        return against;
    }

    /** What the act weighs, in millionths. */
    long trust(String id) {
        return trust.get(id);
    }

    boolean suspects(String id) {
        return !reasons(id).isEmpty();
    }

    /** Whether the line is one that the judge could read: a UUID is all that a collector wants beyond it. */
    boolean mayBeAccepted(String line) {
        try {
            JsonNode id = JSON.readTree(line).path("id");
            return reasons.containsKey(id.asText()) && id.asText().length() == 36;
        } catch (IOException notJson) {
            return false;
        }
    }
}
