package io.wetoken.ingest.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** A result as one JSON object. */
final class Json {
    private Json() {}

    /** @param values texts, longs, doubles, and maps of them */
    static String of(Map<String, Object> values) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            write(json, values);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Map<?, ?> values) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> value : values.entrySet()) {
            json.writeFieldName(value.getKey().toString());
            if (value.getValue() instanceof Map<?, ?> map) {
                write(json, map);
            } else if (value.getValue() instanceof Long number) {
                json.writeNumber(number);
            } else if (value.getValue() instanceof Double number) {
                json.writeNumber(number);
            } else {
                json.writeString(value.getValue().toString());
            }
        }
        json.writeEndObject();
    }
}
