package io.wetoken.ingest.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyParserTest {
    private final BodyParser parser = new BodyParser(Limits.DEFAULT);

    @Test
    void keepsTheBytesOfEachElementAsSent() {
        String first = "{ \"actor\" : \"Zoë 🎉\",\n \"x\":[{}, {\"y\":\"]}\"}] }";
        List<String> elements = List.of(first, "5", "\"te]xt\"", "[1,[2]]", "null", "-1.5e3", "{}", "true");

        BodyParser.Parsed parsed = array(" [ " + String.join(" ,\t", elements) + " ] ");

        assertThat(parsed.unusable()).isEmpty();
        assertThat(parsed.elements().stream().map(BodyParserTest::raw)).containsExactlyElementsOf(elements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[{}",
                "[{}]]",
                "[{}] x",
                "[{},]",
                "[{\"a\":1,}]",
                "[{'a':1}]",
                "[{\"a\":tru}]",
                "nonsense",
                "[NaN]",
                "[01]",
                "[{} {}]",
                "[\"\u0001\"]"
            })
    void whatIsNotJsonIsUnusable(String body) {
        assertThat(array(body).unusable()).as(body).map(Fault::reason).contains(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "5", "\"x\"", "null", "{\"events\":[]}"})
    void whatIsNotAnArrayIsUnusable(String body) {
        assertThat(array(body).unusable()).map(Fault::reason).contains(Reason.NOT_AN_ARRAY);
    }

    @Test
    void anEmptyArrayHoldsNothing() {
        assertThat(array("[]")).isEqualTo(new BodyParser.Parsed(List.of(), java.util.Optional.empty()));
    }

    @Test
    void otherEncodingsThanUtf8AreNotJson() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(parser.array("[{}]".getBytes(charset), Door.LIVE).unusable())
                    .map(Fault::reason)
                    .contains(Reason.NOT_JSON);
        }
        byte[] latin1 = "[{\"actor\":\"Zoë\"}]".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parser.array(latin1, Door.LIVE).unusable())
                .map(Fault::reason)
                .contains(Reason.NOT_JSON);
    }

    @Test
    void fiveHundredAreTakenAndOneMoreAreTooMany() {
        assertThat(array("[" + "{},".repeat(499) + "{}]").elements()).hasSize(500);
        assertThat(array("[" + "{},".repeat(500) + "{}]").unusable())
                .map(Fault::reason)
                .contains(Reason.TOO_MANY_EVENTS);
    }

    @Test
    void depthWithoutEndIsRefusedWithoutOverflow() {
        assertThat(array("[".repeat(500_000)).unusable()).map(Fault::reason).contains(Reason.NOT_JSON);
        assertThat(array("[" + "{\"a\":".repeat(100_000)).unusable())
                .map(Fault::reason)
                .contains(Reason.NOT_JSON);
    }

    @Test
    void hugeTextsAndNumbersAreFaultsOfTheirEventOnly() {
        BodyParser.Parsed parsed =
                array("[{\"at\":" + "9".repeat(400_000) + "},{\"actor\":\"" + "x".repeat(400_000) + "\"},{}]");

        assertThat(parsed.unusable()).isEmpty();
        assertThat(parsed.elements().get(0).draft().fault(Field.AT))
                .map(Fault::reason)
                .contains(Reason.OUT_OF_RANGE);
        assertThat(parsed.elements().get(1).draft().fault(Field.ACTOR))
                .map(Fault::reason)
                .contains(Reason.TOO_LONG);
    }

    @Test
    void aBadLineIsRefusedAlone() {
        BodyParser.Parsed parsed =
                parser.lines("{}\r\n\n{\"id\":\"x\noops\n{} {}\n{}".getBytes(StandardCharsets.UTF_8), Door.RECORDED);

        assertThat(parsed.unusable()).isEmpty();
        assertThat(parsed.elements().stream()
                        .map(each -> each.unreadable() == null
                                ? "ok"
                                : each.unreadable().reason().name()))
                .containsExactly("ok", "NOT_JSON", "NOT_JSON", "NOT_JSON", "ok");
        assertThat(raw(parsed.elements().get(1))).isEqualTo("{\"id\":\"x");
        assertThat(raw(parsed.elements().get(3))).isEqualTo("{} {}");
    }

    private BodyParser.Parsed array(String body) {
        return parser.array(body.getBytes(StandardCharsets.UTF_8), Door.LIVE);
    }

    private static String raw(Element element) {
        return StandardCharsets.UTF_8.decode(element.raw().duplicate()).toString();
    }
}
