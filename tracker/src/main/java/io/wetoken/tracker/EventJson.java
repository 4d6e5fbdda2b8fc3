package io.wetoken.tracker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wetoken.behaviour.avro.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events and the collector's answers as JSON. */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    /** One event, as it waits: without {@code sent}. */
    static byte[] line(Event event) {
        return bytes(out -> write(out, event));
    }

    /** @param sent ms since 1970: beside {@code at} it tells the collector how wrong the clock is */
    static byte[] body(List<Event> events, long sent) {
        return bytes(out -> {
            out.writeStartArray();
            for (Event event : events) {
                write(out, event.with("sent", sent));
            }
            out.writeEndArray();
        });
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Event event) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", event.id().toString());
        out.writeStringField("kind", event.kind().name());
        out.writeStringField("actor", event.actor());
        out.writeStringField("device", event.device());
        out.writeStringField("session", event.session());
        out.writeNumberField("at", event.at());
        for (Map.Entry<String, Object> field : event.more().entrySet()) {
            if (field.getValue() instanceof String text) {
                out.writeStringField(field.getKey(), text);
            } else {
                out.writeNumberField(field.getKey(), ((Number) field.getValue()).longValue());
            }
        }
        out.writeEndObject();
    }

    /** @throws IOException when the bytes are no event that {@link #line} wrote */
    static Event read(byte[] line) throws IOException {
        try (JsonParser in = JSON.createParser(line)) {
            Map<String, Object> fields = fields(in);
            if (in.nextToken() != null) {
                throw new IOException("something follows the event");
            }
            return new Event(
                    UUID.fromString((String) fields.remove("id")),
                    EventKind.valueOf((String) fields.remove("kind")),
                    (String) fields.remove("actor"),
                    (String) fields.remove("device"),
                    (String) fields.remove("session"),
                    (Long) fields.remove("at"),
                    fields);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new IOException("no event", e);
        }
    }

    private static Map<String, Object> fields(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("no object");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            fields.put(name, in.nextToken() == JsonToken.VALUE_STRING ? in.getText() : (Object) in.getLongValue());
        }
        return fields;
    }

    /** The {@code rejected} of a collector's answer; none when the answer is of another form. */
    static List<Answer.Rejected> rejected(byte[] body) {
        List<Answer.Rejected> rejected = new ArrayList<>();
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return List.of();
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = in.currentName().equals("rejected");
                if (in.nextToken() == JsonToken.START_ARRAY && wanted) {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        rejected.add(one(in));
                    }
                } else {
                    in.skipChildren();
                }
            }
            return rejected;
        } catch (IOException e) {
            return rejected;
        }
    }

    private static Answer.Rejected one(JsonParser in) throws IOException {
        int index = -1;
        String reason = "";
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = in.getIntValue();
            } else if (name.equals("reason") && value == JsonToken.VALUE_STRING) {
                reason = in.getText();
            } else {
                in.skipChildren();
            }
        }
        return new Answer.Rejected(index, reason);
    }
}
