package io.wetoken.ingest.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts a body into elements, keeping each one's bytes, in one pass and without a tree. Thread-safe. */
final class BodyParser {
    private static final int MAX_LONG_DIGITS = 19;

    private final Limits limits;
    private final JsonFactory json;

    BodyParser(Limits limits) {
        this.limits = limits;
        // A long text or number is one event's fault, to be refused with that event: only depth can make a whole body
        // unparsable.
        this.json = JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.bytes())
                        .maxNumberLength(limits.bytes())
                        .maxNameLength(limits.bytes())
                        .build())
                .build();
    }

    /** A body as the parser sees it: its elements, or what makes it useless as a whole. */
    record Parsed(List<Element> elements, Optional<Fault> unusable) {
        static Parsed unusable(Reason reason, String detail) {
            return new Parsed(List.of(), Optional.of(new Fault(reason, detail)));
        }
    }

    /** A JSON array of events. */
    Parsed array(byte[] body, Door door) {
        try (JsonParser parser = json.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Parsed.unusable(Reason.NOT_JSON, "body is empty");
            }
            List<Element> elements = new ArrayList<>();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (elements.size() == limits.events()) {
                        return tooMany();
                    }
                    elements.add(element(parser, body, elements.size(), door));
                }
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return Parsed.unusable(Reason.NOT_JSON, "body goes on after the end of the array");
            }
            return first == JsonToken.START_ARRAY
                    ? new Parsed(elements, Optional.empty())
                    : Parsed.unusable(Reason.NOT_AN_ARRAY, "body must be a JSON array of events, starts with " + first);
        } catch (JsonProcessingException e) {
            return Parsed.unusable(Reason.NOT_JSON, "body: " + message(e));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** One event a line; a line that is not JSON is refused alone. Blank lines are skipped. */
    Parsed lines(byte[] body, Door door) {
        List<Element> elements = new ArrayList<>();
        for (int start = 0; start < body.length; ) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            byte[] line = Arrays.copyOfRange(body, start, end);
            if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
                if (elements.size() == limits.events()) {
                    return tooMany();
                }
                elements.add(line(line, elements.size(), door));
            }
            start = end + 1;
        }
        return new Parsed(elements, Optional.empty());
    }

    /** What is one value: an event as it was refused. Anything else, a whole body too, is an element that cannot be read. */
    Element one(byte[] bytes, int index, Door door) {
        return line(bytes, index, door);
    }

    private Element line(byte[] line, int index, Door door) {
        try (JsonParser parser = json.createParser(line)) {
            parser.nextToken();
            Element element = element(parser, line, index, door);
            if (parser.nextToken() != null) {
                return Element.unreadable(
                        index, new Fault(Reason.NOT_JSON, "line goes on after its value"), ByteBuffer.wrap(line));
            }
            return element;
        } catch (JsonProcessingException e) {
            return Element.unreadable(index, new Fault(Reason.NOT_JSON, "line: " + message(e)), ByteBuffer.wrap(line));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private Parsed tooMany() {
        return Parsed.unusable(Reason.TOO_MANY_EVENTS, "body has more than " + limits.events() + " events");
    }

    /** The parser stands on the element's first token, and afterwards on its last. */
    private static Element element(JsonParser parser, byte[] body, int index, Door door) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            JsonToken token = parser.currentToken();
            parser.skipChildren();
            parser.finishToken();
            return Element.unreadable(
                    index,
                    new Fault(Reason.NOT_AN_OBJECT, "an event must be a JSON object, is " + token),
                    slice(parser, body, start));
        }
        Draft draft = new Draft();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Optional<Field> field = Field.named(parser.currentName(), door);
            JsonToken value = parser.nextToken();
            if (field.isPresent() && value != JsonToken.VALUE_NULL) {
                read(parser, field.get(), draft);
            }
            parser.skipChildren();
        }
        return Element.of(index, draft, slice(parser, body, start));
    }

    private static ByteBuffer slice(JsonParser parser, byte[] body, int start) {
        int end = (int) parser.currentLocation().getByteOffset();
        return ByteBuffer.wrap(body, start, end - start);
    }

    private static void read(JsonParser parser, Field field, Draft draft) throws IOException {
        JsonToken wanted = field.isText() ? JsonToken.VALUE_STRING : JsonToken.VALUE_NUMBER_INT;
        if (parser.currentToken() != wanted) {
            String shown = parser.currentToken().isScalarValue()
                    ? Fault.shown(parser.getText())
                    : parser.currentToken().toString();
            draft.fault(
                    field,
                    Reason.WRONG_TYPE,
                    field.wireName() + " must be a " + (field.isText() ? "text" : "whole number") + ", is " + shown);
        } else if (field.isText()) {
            text(parser.getText(), field, draft);
        } else if (parser.getTextLength() > MAX_LONG_DIGITS + 1
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            draft.fault(field, Reason.OUT_OF_RANGE, field.wireName() + " is " + Fault.shown(parser.getText()));
        } else {
            draft.put(field, parser.getLongValue());
        }
    }

    private static void text(String value, Field field, Draft draft) {
        if (value.isEmpty()) {
            return;
        }
        if (value.length() > field.maxLength()) {
            draft.fault(
                    field,
                    Reason.TOO_LONG,
                    field.wireName() + " may have " + field.maxLength() + " characters, is " + Fault.shown(value));
        } else if (!wellFormed(value, field != Field.TEXT)) {
            draft.fault(field, Reason.ILLEGAL_CHARACTER, field.wireName() + " is " + Fault.shown(value));
        }
        draft.put(field, value);
    }

    private static boolean wellFormed(String value, boolean id) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c) || (id && Character.isISOControl(c))) {
                return false;
            }
        }
        return true;
    }

    private static String message(JsonProcessingException e) {
        String at = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
        String problem = e.getOriginalMessage();
        return Fault.visible(problem.length() > 200 ? problem.substring(0, 200) + "…" : problem) + at;
    }
}
