package io.wetoken.flink.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a line of a recorded file as an event. Needed are {@code id kind actor device at sent received}; all other fields may be missing, and what is
 * not known is left alone. A line that cannot be used is a {@link BadLineException} with its reason.
 */
public final class RecordedEvent {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MAX_ID = 64;
    /** Times up to the year 2109 in ms; the judge's order needs the bits above. */
    private static final long MAX_TIME = (1L << 42) - 1;

    private final Map<String, Object> fields;

    private RecordedEvent(Map<String, Object> fields) {
        this.fields = fields;
    }

    public static BehaviourEvent parse(String line) throws BadLineException {
        return new RecordedEvent(fields(line)).event();
    }

    private static Map<String, Object> fields(String line) throws BadLineException {
        try (JsonParser in = JSON.createParser(line)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLineException("is not a JSON object");
            }
            Map<String, Object> fields = new HashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    fields.put(name, in.getText());
                } else if (value == JsonToken.VALUE_NUMBER_INT
                        && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                    fields.put(name, in.getLongValue());
                } else if (value != JsonToken.VALUE_NULL) {
                    fields.put(name, new Unfit(value.isStructStart() ? "an object or array" : in.getText()));
                    in.skipChildren();
                }
            }
            if (in.nextToken() != null) {
                throw new BadLineException("has something after its JSON object");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw new BadLineException("is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadLineException("is not JSON: " + e.getMessage());
        }
    }

    /** Neither a text nor a whole number of 64 bits. */
    private record Unfit(String shown) {
        @Override
        public String toString() {
            return shown;
        }
    }

    private BehaviourEvent event() throws BadLineException {
        String id = id("id");
        BehaviourEvent event = new BehaviourEvent();
        event.setId(UUID_FORM.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : id);
        event.setKind(kind());
        event.setActor(id("actor"));
        event.setDevice(id("device"));
        event.setSession(text("session") == null ? "" : text("session"));
        event.setAt(time("at"));
        event.setSent(time("sent"));
        event.setReceived(time("received"));
        event.setIpHash(text("ipHash"));
        event.setContent(about("content"));
        event.setRoom(about("room"));
        event.setOwner(text("owner"));
        event.setWatchMs(length("watchMs"));
        event.setLengthMs(length("lengthMs"));
        event.setRequest(text("request"));
        event.setToken(text("token"));
        event.setPosition(position());
        event.setLink(text("link"));
        // What it says is looked at where it is a text; a recording need not have any.
        event.setText(fields.get("text") instanceof String said ? said : null);
        return event;
    }

    private EventKind kind() throws BadLineException {
        String kind = required("kind");
        try {
            return EventKind.valueOf(kind);
        } catch (IllegalArgumentException e) {
            throw new BadLineException("has the unknown kind '" + shown(kind) + "'", e);
        }
    }

    private String id(String name) throws BadLineException {
        String value = required(name);
        if (value.isEmpty() || value.length() > MAX_ID) {
            throw new BadLineException(name + " must have 1.." + MAX_ID + " characters, has " + value.length());
        }
        return value;
    }

    private String about(String name) throws BadLineException {
        return text(name) == null ? null : id(name);
    }

    private String required(String name) throws BadLineException {
        String value = text(name);
        if (value == null) {
            throw new BadLineException(name + " is missing");
        }
        return value;
    }

    private String text(String name) throws BadLineException {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new BadLineException(name + " must be text, is " + shown(value));
    }

    private long time(String name) throws BadLineException {
        Long value = number(name);
        if (value == null) {
            throw new BadLineException(name + " is missing");
        }
        if (value < 0 || value > MAX_TIME) {
            throw new BadLineException(name + " must be ms since 1970 up to " + MAX_TIME + ", is " + value);
        }
        return value;
    }

    private Integer position() throws BadLineException {
        Long value = length("position");
        if (value != null && value > Integer.MAX_VALUE) {
            throw new BadLineException("position must be at most " + Integer.MAX_VALUE + ", is " + value);
        }
        return value == null ? null : value.intValue();
    }

    private Long length(String name) throws BadLineException {
        Long value = number(name);
        if (value != null && value < 0) {
            throw new BadLineException(name + " must not be negative, is " + value);
        }
        return value;
    }

    private Long number(String name) throws BadLineException {
        Object value = fields.get(name);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        throw new BadLineException(name + " must be a whole number, is " + shown(value));
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() <= MAX_ID ? text : text.substring(0, MAX_ID) + "…";
    }
}
