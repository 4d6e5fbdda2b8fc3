package io.wetoken.flink.judge;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The recorded line with {@code verdict}, {@code reasons} and {@code trustPpm} added at its end; a verdict that it had from an earlier run is replaced. */
final class JudgedLine {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final List<String> ADDED = List.of("verdict", "reasons", "trustPpm");

    private JudgedLine() {}

    static String of(String line, JudgedEvent judged) throws IOException {
        String bare = without(line);
        String reasons =
                judged.getReasons().stream().map(code -> '"' + code + '"').collect(Collectors.joining(","));
        return bare.substring(0, bare.lastIndexOf('}')) + ",\"verdict\":\"" + judged.getVerdict() + "\",\"reasons\":["
                + reasons + "],\"trustPpm\":" + judged.getTrustPpm() + "}";
    }

    private static String without(String line) throws IOException {
        if (ADDED.stream().noneMatch(name -> line.contains('"' + name + '"'))) {
            return line;
        }
        JsonNode read = JSON.readTree(line);
        if (read instanceof ObjectNode object && ADDED.stream().anyMatch(object::has)) {
            return JSON.writeValueAsString(object.remove(ADDED));
        }
        return line;
    }
}
