package io.wetoken.flink.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;

/** What came of judging a file. */
public record JudgeSummary(
        long lines,
        long skipped,
        long valid,
        long suspect,
        long duplicates,
        SortedMap<String, Long> reasons,
        double seconds) {
    static JudgeSummary of(Map<String, Object> counted, FileReview review, double seconds) {
        long lines = count(counted, ParseLines.LINES);
        long skipped = count(counted, ParseLines.SKIPPED);
        long duplicates = lines - skipped - review.valid() - review.suspect();
        return new JudgeSummary(
                lines, skipped, review.valid(), review.suspect(), duplicates, review.reasons(), seconds);
    }

    private static long count(Map<String, Object> counted, String name) {
        return (Long) counted.getOrDefault(name, 0L);
    }

    public String json() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode object = json.createObjectNode()
                .put("lines", lines)
                .put("skipped", skipped)
                .put("events", valid + suspect)
                .put("valid", valid)
                .put("suspect", suspect)
                .put("duplicates", duplicates);
        ObjectNode byReason = object.putObject("reasons");
        reasons.forEach(byReason::put);
        return object.put("seconds", seconds).toString();
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                "%,d lines: %,d valid, %,d suspect, %,d duplicates, %,d skipped; %.1f s",
                lines, valid, suspect, duplicates, skipped, seconds));
        reasons.forEach((reason, count) -> text.append(String.format("%n  %-32s %,d", reason, count)));
        return text.toString();
    }
}
