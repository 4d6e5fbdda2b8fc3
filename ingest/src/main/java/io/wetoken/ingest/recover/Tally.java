package io.wetoken.ingest.recover;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** What became of a day's refused events, by the reason for which each was refused. Counts only what the collector has answered for. */
final class Tally {
    private final Map<String, Line> lines = new TreeMap<>();
    private long recorded;

    private static final class Line {
        private long recovered;
        /** By the reason that it has now. */
        private final Map<String, Long> rejected = new TreeMap<>();

        long rejected() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }

        long tried() {
            return recovered + rejected();
        }
    }

    void recovered(String reason) {
        line(reason).recovered++;
    }

    /** @param now the reason for which it is refused again */
    void rejected(String reason, String now) {
        line(reason).rejected.merge(now, 1L, Long::sum);
    }

    /** One that came by the recorded door: not tried. */
    void recorded() {
        recorded++;
    }

    private Line line(String reason) {
        return lines.computeIfAbsent(reason, each -> new Line());
    }

    private long recovered() {
        return lines.values().stream().mapToLong(each -> each.recovered).sum();
    }

    private long rejected() {
        return lines.values().stream().mapToLong(Line::rejected).sum();
    }

    void table(PrintWriter out, Epoch day, boolean dryRun) {
        String took = dryRun ? "would recover" : "recovered";
        out.printf("%-22s %12s %13s %14s%n", day, "tried", took, "still rejected");
        lines.forEach((reason, line) -> {
            row(out, reason, line.tried(), line.recovered, line.rejected());
            line.rejected.forEach((now, count) -> {
                if (!now.equals(reason)) {
                    out.printf("  %-20s %12s %13s %,14d%n", "now " + now, "", "", count);
                }
            });
        });
        row(out, "all", recovered() + rejected(), recovered(), rejected());
        if (recorded > 0) {
            out.printf("%-22s %,12d   replay their file again%n", "recorded, not tried", recorded);
        }
        out.flush();
    }

    private static void row(PrintWriter out, String name, long tried, long recovered, long rejected) {
        out.printf("%-22s %,12d %,13d %,14d%n", name, tried, recovered, rejected);
    }

    String json(Epoch day, boolean dryRun) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("date", day.toString());
            json.writeBooleanField("dryRun", dryRun);
            write(json, recovered() + rejected(), recovered(), rejected());
            json.writeNumberField("recordedNotTried", recorded);
            json.writeObjectFieldStart("reasons");
            for (Map.Entry<String, Line> each : lines.entrySet()) {
                Line line = each.getValue();
                json.writeObjectFieldStart(each.getKey());
                write(json, line.tried(), line.recovered, line.rejected());
                json.writeObjectFieldStart("now");
                for (Map.Entry<String, Long> now : line.rejected.entrySet()) {
                    json.writeNumberField(now.getKey(), now.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, long tried, long recovered, long rejected) throws IOException {
        json.writeNumberField("tried", tried);
        json.writeNumberField("recovered", recovered);
        json.writeNumberField("stillRejected", rejected);
    }
}
