package io.wetoken.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/** Jackson, stricter than the standard where money is at stake: no key twice, nothing after the value, nothing deep, and numbers are whole and plain. */
final class Json {
    private static final int DEEPEST = 50;
    private static final int MOST_DIGITS = 100;
    private static final String PLAIN = "0|-?[1-9][0-9]*";
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(MOST_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * A text that is one object.
     *
     * @param place begins the message when the text is refused
     */
    static ObjectNode object(String place, String text) throws Refused {
        try {
            plainNumbers(place, text);
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new Refused(place, e.getOriginalMessage() + at);
        }
        throw new Refused(place, "not a JSON object");
    }

    /** To be filled and written. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The text that it is; nothing when it is missing or another kind of value. */
    static Optional<String> text(JsonNode value) {
        return value == null ? Optional.empty() : Optional.ofNullable(value.textValue());
    }

    /** The number that it is; nothing when it is missing or another kind of value, digits in quotes among them. */
    static Optional<BigInteger> whole(JsonNode value) {
        return value == null || !value.isIntegralNumber() ? Optional.empty() : Optional.of(value.bigIntegerValue());
    }

    /** A tree has lost how its numbers were written: 1e3, -0 and 5.0 are told from the tokens. */
    private static void plainNumbers(String place, String text) throws JsonProcessingException, Refused {
        try (JsonParser parser = MAPPER.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && !parser.getText().matches(PLAIN)) {
                    throw new Refused(place, "not a whole plain number: '" + parser.getText() + "'");
                }
            }
        } catch (JsonProcessingException | Refused e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can be read", e);
        }
    }
}
