package io.wetoken.ingest.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What became of the lines of a file. Counts only what the collector has answered for. */
final class Report {
    private long accepted;
    private long sentAgain;
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Set<Epoch> days = new TreeSet<>();

    /** @param day of its {@code received} */
    void accepted(Epoch day) {
        accepted++;
        days.add(day);
    }

    void rejected(String reason) {
        reasons.merge(reason, 1L, Long::sum);
    }

    /** As often as a line was sent without being answered for: so many may stand in the archive as duplicates of themselves. */
    void sentAgain(long lines) {
        sentAgain += lines;
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    long sent() {
        return accepted() + rejected();
    }

    /** Days of which at least one event was accepted. */
    Set<Epoch> days() {
        return days;
    }

    String json(double seconds) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("sent", sent());
            json.writeNumberField("accepted", accepted());
            json.writeNumberField("rejected", rejected());
            json.writeNumberField("sentAgain", sentAgain);
            json.writeNumberField("seconds", BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP));
            json.writeArrayFieldStart("days");
            for (Epoch day : days) {
                json.writeString(day.toString());
            }
            json.writeEndArray();
            json.writeObjectFieldStart("reasons");
            for (Map.Entry<String, Long> reason : reasons.entrySet()) {
                json.writeNumberField(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toString();
    }

    void table(PrintWriter out, double seconds, boolean complete) {
        out.printf("%-22s %,12d%n", "lines sent", sent());
        out.printf("%-22s %,12d%n", "accepted", accepted());
        out.printf("%-22s %,12d%n", "rejected", rejected());
        reasons.forEach((reason, count) -> out.printf("  %-20s %,12d%n", reason, count));
        if (sentAgain > 0) {
            out.printf("%-22s %,12d%n", "sent again", sentAgain);
        }
        out.printf("%-22s %12s%n", complete ? "days, complete" : "days, left open", span());
        out.printf("%-22s %,12.1f%n", "seconds", seconds);
        out.flush();
    }

    private String span() {
        TreeSet<Epoch> sorted = new TreeSet<>(days);
        return sorted.isEmpty() ? "none" : sorted.size() + ", " + sorted.first() + " to " + sorted.last();
    }
}
