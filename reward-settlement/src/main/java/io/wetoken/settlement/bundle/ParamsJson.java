package io.wetoken.settlement.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.core.Rule;
import io.wetoken.settlement.core.VitalityIndicator;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code params.json}: exactly the keys below, none twice; counts as plain integers, amounts as strings of plain digits. */
public final class ParamsJson {
    private static final String WEIGHTS = "indexWeightsPpm";
    private static final String PLAIN = "0|[1-9][0-9]*";
    private static final int SHOWN = 80;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The keys in the order they are written; the first group as numbers, amounts and the date as strings. */
    private static final List<String> KEYS = List.of(
            "version",
            "epoch",
            "fund",
            "carry",
            "adBuyback",
            "previousElasticityPpm",
            WEIGHTS,
            "betaPpm",
            "elasticityMinPpm",
            "elasticityMaxPpm",
            "elasticityStepPpm",
            "rhoPpm",
            "rhoMaxPpm",
            "pricePerPoint",
            "activitySharePpm",
            "sharedPpm",
            "duelStakePpm",
            "duelMaxBaseRatio",
            "disseminatorMaxPpm",
            "minPayout");

    private record Value(JsonToken token, String text) {}

    private final Map<String, Value> values = new LinkedHashMap<>();

    private ParamsJson() {}

    /** @throws RefusedBundle without a place; its place is params.json */
    public static RewardParams read(byte[] json) throws IOException, RefusedBundle {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedBundle("not UTF-8");
        }
        ParamsJson params = new ParamsJson();
        try (JsonParser parser = JSON.createParser(text)) {
            params.object(parser, parser.nextToken(), "");
            if (parser.nextToken() != null) {
                throw new RefusedBundle("more follows after the object: '" + shown(parser.getText()) + "'");
            }
        } catch (JsonProcessingException e) {
            throw new RefusedBundle(shown(e.getOriginalMessage()) + " (line "
                    + (e.getLocation() == null ? "1" : e.getLocation().getLineNr()) + ")");
        }
        return params.toParams();
    }

    private void object(JsonParser parser, JsonToken start, String prefix) throws IOException, RefusedBundle {
        if (start != JsonToken.START_OBJECT) {
            throw new RefusedBundle((prefix.isEmpty() ? "the whole" : prefix) + " must be an object, is '"
                    + (start == null ? "" : shown(parser.getText())) + "'");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix.isEmpty() ? parser.currentName() : prefix + "." + parser.currentName();
            if (!known(prefix, parser.currentName())) {
                throw new RefusedBundle("unknown parameter '" + shown(key) + "'");
            }
            JsonToken token = parser.nextToken();
            if (key.equals(WEIGHTS)) {
                object(parser, token, WEIGHTS);
                values.put(WEIGHTS, new Value(token, ""));
            } else if (token.isStructStart()) {
                throw new RefusedBundle(key + " must be a single value, is '" + parser.getText() + "…'");
            } else {
                values.put(key, new Value(token, parser.getText()));
            }
        }
    }

    private static boolean known(String prefix, String key) {
        return prefix.isEmpty() ? KEYS.contains(key) : VitalityIndicator.of(key).isPresent();
    }

    private RewardParams toParams() throws RefusedBundle {
        for (String key : KEYS) {
            if (!values.containsKey(key)) {
                throw new RefusedBundle("parameter '" + key + "' is missing");
            }
        }
        long version = number("version");
        if (version != Rule.VERSION) {
            throw new RefusedBundle("version must be " + Rule.VERSION + ", is " + version);
        }
        Map<VitalityIndicator, Long> weights = new EnumMap<>(VitalityIndicator.class);
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            String key = WEIGHTS + "." + indicator.key();
            if (!values.containsKey(key)) {
                throw new RefusedBundle("parameter '" + key + "' is missing");
            }
            weights.put(indicator, number(key));
        }
        return new RewardParams(
                        date("epoch"),
                        amount("fund"),
                        amount("carry"),
                        amount("adBuyback"),
                        number("previousElasticityPpm"),
                        weights,
                        number("betaPpm"),
                        number("elasticityMinPpm"),
                        number("elasticityMaxPpm"),
                        number("elasticityStepPpm"),
                        number("rhoPpm"),
                        number("rhoMaxPpm"),
                        amount("pricePerPoint"),
                        number("activitySharePpm"),
                        number("sharedPpm"),
                        number("duelStakePpm"),
                        number("duelMaxBaseRatio"),
                        number("disseminatorMaxPpm"),
                        amount("minPayout"))
                .checked();
    }

    private long number(String key) throws RefusedBundle {
        Value value = values.get(key);
        if (value.token() != JsonToken.VALUE_NUMBER_INT
                || !value.text().matches(PLAIN)
                || value.text().length() > 18) {
            throw new RefusedBundle(key + " must be a plain integer, is " + shown(value));
        }
        return Long.parseLong(value.text());
    }

    private BigInteger amount(String key) throws RefusedBundle {
        Value value = values.get(key);
        if (value.token() != JsonToken.VALUE_STRING
                || !value.text().matches(PLAIN)
                || value.text().length() > 40) {
            throw new RefusedBundle(key + " must be a string of plain digits, is " + shown(value));
        }
        return new BigInteger(value.text());
    }

    private LocalDate date(String key) throws RefusedBundle {
        Value value = values.get(key);
        if (value.token() == JsonToken.VALUE_STRING && value.text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            try {
                return LocalDate.parse(value.text());
            } catch (DateTimeException e) {
                throw new RefusedBundle(key + " must be a date, is " + shown(value));
            }
        }
        throw new RefusedBundle(key + " must be a date such as 2026-11-21, is " + shown(value));
    }

    private static String shown(Value value) {
        return value.token() == JsonToken.VALUE_STRING ? "'" + shown(value.text()) + "'" : shown(value.text());
    }

    private static String shown(String text) {
        String flat = text.replaceAll("\\p{Cntrl}+", " ");
        return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN) + "…";
    }

    /** The bytes of {@code params.json}: two blanks a level, keys in a fixed order. */
    public static String write(RewardParams params) {
        String weights = java.util.Arrays.stream(VitalityIndicator.values())
                .map(one ->
                        "    \"" + one.key() + "\": " + params.indexWeightsPpm().get(one))
                .collect(Collectors.joining(",\n"));
        Map<String, String> written = new LinkedHashMap<>();
        written.put("version", String.valueOf(Rule.VERSION));
        written.put("epoch", quoted(params.epoch()));
        written.put("fund", quoted(params.fund()));
        written.put("carry", quoted(params.carry()));
        written.put("adBuyback", quoted(params.adBuyback()));
        written.put("previousElasticityPpm", String.valueOf(params.previousElasticityPpm()));
        written.put(WEIGHTS, "{\n" + weights + "\n  }");
        written.put("betaPpm", String.valueOf(params.betaPpm()));
        written.put("elasticityMinPpm", String.valueOf(params.elasticityMinPpm()));
        written.put("elasticityMaxPpm", String.valueOf(params.elasticityMaxPpm()));
        written.put("elasticityStepPpm", String.valueOf(params.elasticityStepPpm()));
        written.put("rhoPpm", String.valueOf(params.rhoPpm()));
        written.put("rhoMaxPpm", String.valueOf(params.rhoMaxPpm()));
        written.put("pricePerPoint", quoted(params.pricePerPoint()));
        written.put("activitySharePpm", String.valueOf(params.activitySharePpm()));
        written.put("sharedPpm", String.valueOf(params.sharedPpm()));
        written.put("duelStakePpm", String.valueOf(params.duelStakePpm()));
        written.put("duelMaxBaseRatio", String.valueOf(params.duelMaxBaseRatio()));
        written.put("disseminatorMaxPpm", String.valueOf(params.disseminatorMaxPpm()));
        written.put("minPayout", quoted(params.minPayout()));
        return Json.object(written);
    }

    private static String quoted(Object value) {
        return "\"" + value + "\"";
    }
}
