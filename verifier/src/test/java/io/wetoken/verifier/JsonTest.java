package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void everyKindOfValueIsRead() throws Refused {
        assertThat(Json.parse("x", " {\"a\": [1, -20, \"b\\n\\u00e9\\\"\", true, false], \"c\": {}, \"d\": []}\n"))
                .isEqualTo(Map.of(
                        "a", List.of(BigInteger.ONE, BigInteger.valueOf(-20), "b\né\"", true, false),
                        "c", Map.of(),
                        "d", List.of()));
        assertThat(Json.parse("x", "null")).isSameAs(Json.NULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1 2]",
                "1.5",
                "1e3",
                "01",
                "-0",
                "nul",
                "\"a",
                "\"\\x\"",
                "\"\t\"",
                "{\"a\":1,\"a\":2}",
                "1 2",
                "{a:1}"
            })
    void anythingElseIsRefusedAndThePlaceNamed(String text) {
        assertThatThrownBy(() -> Json.parse("params.json", text))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("params.json: ");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> Json.parse("x", "[".repeat(100_000))).hasMessageContaining("deeper than 50");
    }

    @Test
    void whatIsQuotedIsReadAgain() throws Refused {
        String text = "a\"b\\c\nd\u0001é";
        assertThat(Json.parse("x", Json.quote(text))).isEqualTo(text);
    }
}
