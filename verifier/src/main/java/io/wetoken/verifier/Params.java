package io.wetoken.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code params.json}, checked.
 *
 * @param values every number and amount by its key
 * @param weights of the index by indicator, in the order of the rule
 */
record Params(LocalDate epoch, Map<String, BigInteger> values, Map<String, BigInteger> weights) {
    static final String FILE = "params.json";
    static final BigInteger M = BigInteger.valueOf(1_000_000);
    static final BigInteger SUPPLY = BigInteger.TEN.pow(28);
    static final List<String> INDICATORS = List.of(
            "validDailyActiveUsers",
            "effectiveReleases",
            "effectivePlays",
            "validLikes",
            "validComments",
            "averagePlays",
            "averageOnlineMinutes",
            "peakConcurrentUsers");

    private static final BigInteger MOST_ELASTICITY = BigInteger.TEN.pow(7);
    private static final Map<String, BigInteger> AMOUNTS = Map.of(
            "fund", SUPPLY,
            "carry", SUPPLY,
            "adBuyback", SUPPLY,
            "minPayout", SUPPLY,
            "pricePerPoint", BigInteger.TEN.pow(30));
    private static final Map<String, BigInteger> NUMBERS = numbers();

    private static Map<String, BigInteger> numbers() {
        Map<String, BigInteger> numbers = new LinkedHashMap<>();
        for (String ppm : List.of(
                "betaPpm",
                "elasticityStepPpm",
                "rhoPpm",
                "rhoMaxPpm",
                "activitySharePpm",
                "duelStakePpm",
                "disseminatorMaxPpm")) {
            numbers.put(ppm, M);
        }
        for (String elasticity : List.of("previousElasticityPpm", "elasticityMinPpm", "elasticityMaxPpm")) {
            numbers.put(elasticity, MOST_ELASTICITY);
        }
        numbers.put("sharedPpm", BigInteger.valueOf(500_000));
        numbers.put("duelMaxBaseRatio", BigInteger.valueOf(1_000));
        return numbers;
    }

    BigInteger get(String key) {
        BigInteger value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("There is no parameter '" + key + "'");
        }
        return value;
    }

    static Params of(String text) throws Refused {
        ObjectNode json = Json.object(FILE, text);
        Set<String> known = new HashSet<>(AMOUNTS.keySet());
        known.addAll(NUMBERS.keySet());
        known.addAll(List.of("version", "epoch", "indexWeightsPpm"));
        exactly(json, known, "parameter");
        if (!Json.whole(json.get("version")).equals(Optional.of(BigInteger.ONE))) {
            throw new Refused(FILE, "version must be 1, is " + json.get("version"));
        }
        Map<String, BigInteger> values = new LinkedHashMap<>();
        for (Map.Entry<String, BigInteger> amount : AMOUNTS.entrySet()) {
            JsonNode given = json.get(amount.getKey());
            BigInteger value = Json.text(given)
                    .filter(digits -> digits.matches("0|[1-9][0-9]{0,39}"))
                    .map(BigInteger::new)
                    .orElseThrow(() -> new Refused(FILE, amount.getKey() + " must be digits in quotes, is " + given));
            values.put(amount.getKey(), within(amount.getKey(), value, amount.getValue()));
        }
        for (Map.Entry<String, BigInteger> number : NUMBERS.entrySet()) {
            values.put(number.getKey(), number(number.getKey(), json.get(number.getKey()), number.getValue()));
        }
        if (values.get("duelMaxBaseRatio").signum() == 0) {
            throw new Refused(FILE, "duelMaxBaseRatio must be at least 1, is 0");
        }
        Params params = new Params(date(json.get("epoch")), values, weights(json.get("indexWeightsPpm")));
        BigInteger previous = params.get("previousElasticityPpm");
        if (previous.compareTo(params.get("elasticityMinPpm")) < 0
                || previous.compareTo(params.get("elasticityMaxPpm")) > 0) {
            throw new Refused(
                    FILE,
                    "previousElasticityPpm " + previous + " is outside " + params.get("elasticityMinPpm") + " to "
                            + params.get("elasticityMaxPpm"));
        }
        return params;
    }

    private static Map<String, BigInteger> weights(JsonNode json) throws Refused {
        if (!(json instanceof ObjectNode given)) {
            throw new Refused(FILE, "indexWeightsPpm must be an object, is " + json);
        }
        exactly(given, new HashSet<>(INDICATORS), "index weight");
        Map<String, BigInteger> weights = new LinkedHashMap<>();
        BigInteger sum = BigInteger.ZERO;
        for (String indicator : INDICATORS) {
            BigInteger weight = number(indicator, given.get(indicator), M);
            weights.put(indicator, weight);
            sum = sum.add(weight);
        }
        if (!sum.equals(M)) {
            throw new Refused(FILE, "the index weights must sum to " + M + ", sum to " + sum);
        }
        return weights;
    }

    private static void exactly(ObjectNode found, Set<String> known, String what) throws Refused {
        for (Map.Entry<String, JsonNode> field : found.properties()) {
            if (!known.contains(field.getKey())) {
                throw new Refused(FILE, "unknown " + what + " '" + field.getKey() + "'");
            }
        }
        for (String key : known) {
            if (!found.has(key)) {
                throw new Refused(FILE, "the " + what + " '" + key + "' is missing");
            }
        }
    }

    private static LocalDate date(JsonNode json) throws Refused {
        try {
            Optional<String> text = Json.text(json).filter(day -> day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
            if (text.isPresent()) {
                return LocalDate.parse(text.get());
            }
        } catch (DateTimeException e) {
            throw new Refused(FILE, "epoch is no date: " + json);
        }
        throw new Refused(FILE, "epoch must be a date such as \"2026-11-21\", is " + json);
    }

    private static BigInteger number(String key, JsonNode json, BigInteger most) throws Refused {
        BigInteger value =
                Json.whole(json).orElseThrow(() -> new Refused(FILE, key + " must be a whole number, is " + json));
        return within(key, value, most);
    }

    private static BigInteger within(String key, BigInteger value, BigInteger most) throws Refused {
        if (value.signum() < 0 || value.compareTo(most) > 0) {
            throw new Refused(FILE, key + " must be from 0 to " + most + ", is " + value);
        }
        return value;
    }
}
