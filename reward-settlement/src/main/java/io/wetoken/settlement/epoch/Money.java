package io.wetoken.settlement.epoch;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;

/** What an epoch starts from, in base units: the state that the last reconciled epoch left behind. */
record Money(BigInteger fund, BigInteger carry, BigInteger adBuyback, long elasticityPpm) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What a plan's fund.json says is left. */
    static Money after(Path fundJson) throws IOException {
        JsonNode fund = JSON.readTree(fundJson.toFile());
        return new Money(
                amount(fund, "fundAfter", fundJson),
                amount(fund, "carryAfter", fundJson),
                amount(fund, "adBuybackAfter", fundJson),
                fund.path("elasticityPpm").asLong(-1));
    }

    /** With what advertisers gave since. */
    Money with(BigInteger boughtBack) {
        return new Money(fund, carry, adBuyback.add(boughtBack), elasticityPpm);
    }

    static BigInteger amount(JsonNode fund, String key, Path file) throws IOException {
        String text = fund.path(key).asText("");
        if (!text.matches("0|[1-9][0-9]{0,30}")) {
            throw new IOException(file + ": " + key + " must be plain digits, is '" + text + "'");
        }
        return new BigInteger(text);
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }
}
