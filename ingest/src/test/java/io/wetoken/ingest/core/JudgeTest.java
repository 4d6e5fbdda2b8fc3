package io.wetoken.ingest.core;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.a;
import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    private final BodyParser parser = new BodyParser(Limits.DEFAULT);
    private final Judge judge = new Judge(Limits.DEFAULT);

    static Stream<Arguments> faults() {
        String long65 = "x".repeat(65);
        return Stream.of(
                arguments(a("DANCE"), Reason.UNKNOWN_KIND, "'DANCE'"),
                arguments(a("play"), Reason.UNKNOWN_KIND, "'play'"),
                arguments(aPlay().without("kind"), Reason.MISSING_FIELD, "kind"),
                arguments(aPlay().raw("kind", 5), Reason.WRONG_TYPE, "kind"),
                arguments(aPlay().without("id"), Reason.MISSING_FIELD, "id"),
                arguments(aPlay().text("id", "17"), Reason.BAD_ID, "'17'"),
                arguments(aPlay().text("id", "0b5f8d3e6c1a4f7e9a523d2c7f10a9b4"), Reason.BAD_ID, "0b5f8d3e6c1a"),
                arguments(aPlay().without("actor"), Reason.MISSING_FIELD, "actor"),
                arguments(aPlay().text("actor", ""), Reason.MISSING_FIELD, "actor"),
                arguments(aPlay().raw("device", "null"), Reason.MISSING_FIELD, "device"),
                arguments(aPlay().without("session"), Reason.MISSING_FIELD, "session"),
                arguments(aPlay().text("actor", long65), Reason.TOO_LONG, "actor may have 64"),
                arguments(aPlay().text("content", long65), Reason.TOO_LONG, "content may have 64"),
                arguments(aPlay().text("token", "t".repeat(513)), Reason.TOO_LONG, "token may have 512"),
                arguments(aPlay().text("link", "k".repeat(513)), Reason.TOO_LONG, "link may have 512"),
                arguments(
                        a("COMMENT").text("content", "v").text("text", "t".repeat(2_001)),
                        Reason.TOO_LONG,
                        "text may have 2000"),
                arguments(aPlay().text("actor", "a\\u0000b"), Reason.ILLEGAL_CHARACTER, "a\\u0000b"),
                arguments(aPlay().text("actor", "a\\ud800"), Reason.ILLEGAL_CHARACTER, "a\\ud800"),
                arguments(aPlay().raw("at", "\"noon\""), Reason.WRONG_TYPE, "'noon'"),
                arguments(aPlay().raw("at", "1.5"), Reason.WRONG_TYPE, "'1.5'"),
                arguments(aPlay().raw("actor", "[1]"), Reason.WRONG_TYPE, "actor"),
                arguments(aPlay().raw("actor", "{\"a\":1}"), Reason.WRONG_TYPE, "actor"),
                arguments(aPlay().without("at"), Reason.MISSING_FIELD, "at"),
                arguments(aPlay().without("sent"), Reason.MISSING_FIELD, "sent"),
                arguments(aPlay().raw("at", -1), Reason.OUT_OF_RANGE, "-1"),
                arguments(aPlay().raw("sent", "9223372036854775807"), Reason.OUT_OF_RANGE, "9223372036854775807"),
                arguments(aPlay().raw("sent", "99999999999999999999"), Reason.OUT_OF_RANGE, "99999999999999999999"),
                arguments(aPlay().raw("sent", "9".repeat(5_000)), Reason.OUT_OF_RANGE, "5000 characters"),
                arguments(aPlay().without("content"), Reason.MISSING_FIELD, "content is needed for PLAY"),
                arguments(a("LIKE"), Reason.MISSING_FIELD, "content is needed for LIKE"),
                arguments(a("RELEASE"), Reason.MISSING_FIELD, "content is needed for RELEASE"),
                arguments(a("LIVE_START"), Reason.MISSING_FIELD, "room is needed for LIVE_START"),
                arguments(a("LIVE_PLAY").text("content", "v"), Reason.MISSING_FIELD, "room"),
                arguments(a("FOLLOW"), Reason.MISSING_FIELD, "owner, content or room"),
                arguments(aPlay().without("watchMs"), Reason.MISSING_FIELD, "watchMs"),
                arguments(aPlay().without("lengthMs"), Reason.MISSING_FIELD, "lengthMs"),
                arguments(aPlay().raw("watchMs", -1), Reason.OUT_OF_RANGE, "watchMs"),
                arguments(aPlay().raw("watchMs", 31 * DAY), Reason.OUT_OF_RANGE, "watchMs"),
                arguments(aPlay().raw("position", -1), Reason.OUT_OF_RANGE, "position"),
                arguments(aPlay().raw("position", 4_000_000_000L), Reason.OUT_OF_RANGE, "position"),
                arguments(a("GIFT").text("tx", "0x" + "a".repeat(64)), Reason.MISSING_FIELD, "amount"),
                arguments(a("TIP").text("amount", "5"), Reason.MISSING_FIELD, "tx"),
                arguments(gift("1.5", "0x" + "a".repeat(64)), Reason.BAD_AMOUNT, "'1.5'"),
                arguments(gift("007", "0x" + "a".repeat(64)), Reason.BAD_AMOUNT, "'007'"),
                arguments(gift("5", "0x12"), Reason.BAD_TX, "'0x12'"),
                arguments(aPlay().raw("at", NOON + HOUR), Reason.FUTURE_TIME, "3600000 ms after sent"),
                arguments(
                        aPlay().raw("at", NOON + 900 * DAY).raw("sent", NOON + 900 * DAY),
                        Reason.FUTURE_TIME,
                        "from received"),
                arguments(aPlay().raw("at", NOON - 49 * HOUR), Reason.ANCIENT_TIME, "before sent"),
                arguments(aPlay().raw("at", 0).raw("sent", 0), Reason.ANCIENT_TIME, "from received"));
    }

    private static Sample gift(String amount, String tx) {
        return a("GIFT").text("room", "r").text("amount", amount).text("tx", tx);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesTheFault(Sample sample, Reason reason, String detail) {
        Fault fault = refused(sample.json(), Door.LIVE);

        assertThat(fault.reason()).as(fault.detail()).isEqualTo(reason);
        assertThat(fault.detail()).contains(detail);
    }

    /** What the sender has not proved to own is its fault before all others, so that no later rule lets it in. */
    @ParameterizedTest
    @CsvSource({
        "bob, phone, actor is 'bob'",
        "ann, watch, device is 'watch'",
        "Ann, phone, actor is 'Ann'",
        "'ann ', phone, actor is 'ann '"
    })
    void namesNobodyButWhomTheSenderSpeaksFor(String actor, String device, String detail) {
        Sender ann = new Sender("hash", new Speaker("ann", "phone"));
        for (String kind : new String[] {"PLAY", "DANCE"}) {
            String json = aPlay().text("kind", kind)
                    .text("actor", actor)
                    .text("device", device)
                    .json();

            Judge.Outcome outcome = judge.judge(element(json), Door.LIVE, NOON, ann);

            assertThat(((Judge.Rejected) outcome).fault().reason()).as(json).isEqualTo(Reason.NOT_YOURS);
            assertThat(((Judge.Rejected) outcome).fault().detail()).startsWith(detail);
        }
        assertThat(judge.judge(element(aPlay().json()), Door.LIVE, NOON, ann)).isInstanceOf(Judge.Accepted.class);
        assertThat(judge.judge(element(aPlay().without("actor").json()), Door.LIVE, NOON, ann))
                .isInstanceOfSatisfying(
                        Judge.Rejected.class,
                        rejected -> assertThat(rejected.fault().reason()).isEqualTo(Reason.MISSING_FIELD));
    }

    private Element element(String json) {
        return parser.array(("[" + json + "]").getBytes(StandardCharsets.UTF_8), Door.LIVE)
                .elements()
                .get(0);
    }

    @Test
    void everyReasonForOneEventIsInTheTableOrTestedBelow() {
        assertThat(faults().map(each -> each.get()[1]))
                .contains(
                        Reason.UNKNOWN_KIND,
                        Reason.MISSING_FIELD,
                        Reason.WRONG_TYPE,
                        Reason.TOO_LONG,
                        Reason.ILLEGAL_CHARACTER,
                        Reason.OUT_OF_RANGE,
                        Reason.BAD_ID,
                        Reason.BAD_AMOUNT,
                        Reason.BAD_TX,
                        Reason.FUTURE_TIME,
                        Reason.ANCIENT_TIME);
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        String twice = aPlay().json().replace("{", "{\"actor\":\"bob\",");

        assertThat(refused(twice, Door.LIVE).reason()).isEqualTo(Reason.DUPLICATE_FIELD);
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThat(refused("5", Door.LIVE).reason()).isEqualTo(Reason.NOT_AN_OBJECT);
        assertThat(refused("[[]]", Door.LIVE).reason()).isEqualTo(Reason.NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void everyKindIsAcceptedWithWhatItNeeds(EventKind kind) {
        String json = aPlay().text("kind", kind.name())
                .text("room", "r")
                .text("owner", "o")
                .text("amount", "5")
                .text("tx", "0x" + "A".repeat(64))
                .json();

        BehaviourEvent event = accepted(json, Door.LIVE, "hash");

        assertThat(event.getKind()).isEqualTo(kind);
        assertThat(event.getTx()).isEqualTo("0x" + "a".repeat(64));
    }

    @Test
    void everyFieldIsCarriedOver() {
        String json = aPlay().text("id", Sample.ID.toUpperCase(Locale.ROOT))
                .text("room", "r")
                .text("owner", "o")
                .text("request", "q")
                .text("token", "t")
                .raw("position", 3)
                .text("referrer", "f")
                .text("app", "p")
                .text("text", "Grüße 🎉\\n")
                .text("link", "k".repeat(512))
                .text("received", "ignored at the live door")
                .raw("ipHash", 5)
                .raw("tomorrow", "{\"new\":[1,2,{\"kind\":\"X\"}]}")
                .json();

        BehaviourEvent event = accepted(json, Door.LIVE, "hash");

        assertThat(event)
                .isEqualTo(new BehaviourEvent(
                        Sample.ID,
                        EventKind.PLAY,
                        "ann",
                        "phone",
                        "s-1",
                        NOON - 100,
                        NOON,
                        NOON,
                        "hash",
                        "video-1",
                        "r",
                        "o",
                        9_000L,
                        10_000L,
                        "q",
                        "t",
                        3,
                        "f",
                        "p",
                        null,
                        null,
                        "Grüße 🎉\n",
                        "k".repeat(512)));
    }

    @Test
    void clocksThatAreOffByMonthsAreCorrectedNotRefused() {
        long wrong = NOON - 300 * DAY;

        assertThat(accepted(aPlay().raw("at", wrong).raw("sent", wrong).json(), Door.LIVE, null))
                .isNotNull();
    }

    @Test
    void aRecordedEventKeepsItsReceiptHoweverOld() {
        long year1997 = 874_724_650_821L;

        BehaviourEvent event = accepted(aPlay().received(year1997).json(), Door.RECORDED, "not used");

        assertThat(event.getReceived()).isEqualTo(year1997);
        assertThat(event.getIpHash()).isEqualTo("abcd");
    }

    @Test
    void aRecordedEventNeedsItsReceipt() {
        assertThat(refused(aPlay().json(), Door.RECORDED).detail()).contains("received is needed");
        assertThat(refused(aPlay().received(NOON + HOUR).json(), Door.RECORDED).reason())
                .isEqualTo(Reason.FUTURE_TIME);
        assertThat(refused(
                                aPlay().received(NOON - 9 * DAY)
                                        .raw("at", NOON - 20 * DAY)
                                        .json(),
                                Door.RECORDED)
                        .reason())
                .isEqualTo(Reason.ANCIENT_TIME);
    }

    private Fault refused(String json, Door door) {
        Judge.Outcome outcome = outcome(json, door, null);
        assertThat(outcome).as(json).isInstanceOf(Judge.Rejected.class);
        return ((Judge.Rejected) outcome).fault();
    }

    private BehaviourEvent accepted(String json, Door door, String ipHash) {
        Judge.Outcome outcome = outcome(json, door, ipHash);
        assertThat(outcome).as(() -> outcome.toString()).isInstanceOf(Judge.Accepted.class);
        return ((Judge.Accepted) outcome).event();
    }

    private Judge.Outcome outcome(String json, Door door, String ipHash) {
        BodyParser.Parsed parsed = parser.array(("[" + json + "]").getBytes(StandardCharsets.UTF_8), door);
        assertThat(parsed.unusable()).isEmpty();
        return judge.judge(parsed.elements().get(0), door, NOON, new Sender(ipHash, null));
    }
}
