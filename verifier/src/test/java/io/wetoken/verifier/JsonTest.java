package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void textsAndWholeNumbersAreToldApart() throws Refused {
        ObjectNode json = Json.object("x", "{\"digits\": \"7\", \"number\": -7, \"none\": null}");
        assertThat(Json.text(json.get("digits"))).contains("7");
        assertThat(Json.whole(json.get("digits"))).isEmpty();
        assertThat(Json.whole(json.get("number"))).contains(BigInteger.valueOf(-7));
        assertThat(Json.text(json.get("number"))).isEmpty();
        assertThat(Json.text(json.get("none"))).isEmpty();
        assertThat(Json.whole(json.get("missing"))).isEmpty();
    }

    @Test
    void aNumberOfAHundredDigitsIsReadToTheLastAndALongerOneIsRefused() throws Refused {
        String most = "9".repeat(100);
        assertThat(Json.whole(Json.object("x", "{\"a\":" + most + "}").get("a")))
                .contains(new BigInteger(most));
        refused("{\"a\":" + most + "9}", "101");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "{\"a\":[1 2]}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":nul}",
                "{\"a",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\t\"}",
                "{'a':1}",
                "{/**/}",
                "{a:1}",
                "[]",
                "1",
                "null"
            })
    void whatIsNoObjectOfTheStandardIsRefused(String text) {
        refused(text, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "5.0", "1e3", "5e0", "-0"})
    void aNumberThatIsNotWholeAndPlainIsShown(String number) {
        refused("{\"a\":{\"b\":[" + number + "]}}", "not a whole plain number: '" + number + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"fund\":1,\"fund\":2} | 'fund'", "{} {} | Trailing", "{}} | '}'"})
    void aSecondValueIsRefused(String text, String named) {
        refused(text, named);
    }

    @Test
    void nestingBelowFiftyIsRefused() {
        String fifty = "{\"a\":" + "[".repeat(49) + "]".repeat(49) + "}";
        assertThatCode(() -> Json.object("x", fifty)).doesNotThrowAnyException();
        refused(fifty.replace("[]", "[[]]"), "depth (51)");
        refused("[".repeat(100_000), "depth (51)");
    }

    private static void refused(String text, String named) {
        assertThatThrownBy(() -> Json.object("params.json", text))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("params.json: ")
                .hasMessageContaining(named);
    }
}
