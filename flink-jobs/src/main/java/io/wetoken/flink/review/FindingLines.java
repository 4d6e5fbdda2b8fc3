package io.wetoken.flink.review;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wetoken.flink.review.core.Decision;
import io.wetoken.flink.review.core.Decisions;
import io.wetoken.flink.review.core.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A review as text: a JSON object for each finding, by account and code, then one for each decision, the earliest first. The same bytes for the same review. */
final class FindingLines {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FindingLines() {}

    private record Finding(String account, String code, String evidence) {}

    /** What a day's review says, as it was written down. */
    record Read(Findings findings, Decisions decisions) {}

    static String of(Findings findings, Decisions decisions) {
        StringBuilder text = new StringBuilder();
        findings.all()
                .forEach((account, found) -> found.forEach((code, evidence) ->
                        text.append(json(new Finding(account, code, evidence))).append('\n')));
        decisions.all().forEach(decision -> text.append(of(decision)).append('\n'));
        return text.toString();
    }

    static String of(Decision decision) {
        return json(decision);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + value + " as JSON", e);
        }
    }

    /** @param file for messages */
    static Read read(String file, String text) throws IOException {
        Findings findings = new Findings();
        List<Decision> decisions = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            JsonNode node = tree(file + ":" + number, line);
            if (node.has("verb")) {
                decisions.add(decision(file + ":" + number, line));
            } else {
                Finding finding = parse(file + ":" + number, line, Finding.class);
                findings.against(finding.account(), finding.code(), finding.evidence());
            }
        }
        return new Read(findings, new Decisions(decisions));
    }

    static Decision decision(String place, String line) throws IOException {
        return parse(place, line, Decision.class);
    }

    private static JsonNode tree(String place, String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IOException("archive file " + place + " is not a JSON object: " + e.getMessage(), e);
        }
    }

    private static <T> T parse(String place, String line, Class<T> type) throws IOException {
        try {
            return JSON.readValue(line, type);
        } catch (IOException e) {
            throw new IOException(
                    "archive file " + place + " is not a "
                            + type.getSimpleName().toLowerCase(Locale.ROOT) + ": " + e.getMessage(),
                    e);
        }
    }
}
