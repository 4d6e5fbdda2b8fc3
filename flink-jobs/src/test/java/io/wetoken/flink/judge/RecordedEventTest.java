package io.wetoken.flink.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedEventTest {
    private static final String NEEDED =
            "{'id':'E6BD609F-DA43-418F-B617-9B669CB0C2A1','kind':'PLAY','actor':'ann','device':'phone','at':1,'sent':2,'received':3";

    @Test
    void everyFieldThatTheGuardReadsIsReadAndTheLink() throws BadLineException {
        BehaviourEvent event = parse(
                NEEDED
                        + ",'session':'s','ipHash':'1a2b','content':'video','room':'r','owner':'carla','watchMs':8000,'lengthMs':9000,'link':'AbC_-'}");
        assertThat(event.getId()).as("in its canonical form").isEqualTo("e6bd609f-da43-418f-b617-9b669cb0c2a1");
        assertThat(event.getKind()).isEqualTo(EventKind.PLAY);
        assertThat(event.getActor()).isEqualTo("ann");
        assertThat(event.getDevice()).isEqualTo("phone");
        assertThat(event.getSession()).isEqualTo("s");
        assertThat(event.getAt()).isEqualTo(1);
        assertThat(event.getSent()).isEqualTo(2);
        assertThat(event.getReceived()).isEqualTo(3);
        assertThat(event.getIpHash()).isEqualTo("1a2b");
        assertThat(event.getContent()).isEqualTo("video");
        assertThat(event.getRoom()).isEqualTo("r");
        assertThat(event.getOwner()).isEqualTo("carla");
        assertThat(event.getWatchMs()).isEqualTo(8_000);
        assertThat(event.getLengthMs()).isEqualTo(9_000);
        assertThat(event.getLink()).isEqualTo("AbC_-");
    }

    @Test
    void whatIsNotNeededMayBeMissingOrNullOrUnknown() throws BadLineException {
        BehaviourEvent event = parse(NEEDED + ",'content':null,'colour':{'r':[1,2]},'ratio':0.5}");
        assertThat(event.getContent()).isNull();
        assertThat(event.getWatchMs()).isNull();
        assertThat(event.getSession()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsKnown(EventKind kind) throws BadLineException {
        assertThat(parse(NEEDED.replace("PLAY", kind.name()) + "}").getKind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'kind':'PLAY' | 'kind':'DANCE' | has the unknown kind 'DANCE'",
                "'kind':'PLAY' | 'kind':'play' | has the unknown kind 'play'",
                "'kind':'PLAY', | | kind is missing",
                "'actor':'ann', | | actor is missing",
                "'actor':'ann' | 'actor':null | actor is missing",
                "'actor':'ann' | 'actor':'' | actor must have 1..64 characters, has 0",
                "'actor':'ann' | 'actor':7 | actor must be text, is 7",
                "'received':3 | 'received':-1 | received must be ms since 1970 up to 4398046511103, is -1",
                "'received':3 | 'received':4398046511104 | received must be ms since 1970 up to 4398046511103, is 4398046511104",
                "'received':3 | 'received':'3' | received must be a whole number, is 3",
                "'at':1 | 'at':1.5 | at must be a whole number, is 1.5",
                "'at':1 | 'at':99999999999999999999 | at must be a whole number, is 99999999999999999999",
                "'at':1 | 'at':true | at must be a whole number, is true",
                "'at':1 | 'at':[1] | at must be a whole number, is an object or array",
                "'at':1 | 'at':1,'watchMs':-1 | watchMs must not be negative, is -1",
                "'at':1 | 'at':1,'at':2 | is not JSON: Duplicate field 'at'"
            })
    void whatCannotBeUsedIsNamedWithItsValue(String instead, String bad, String message) {
        String line = NEEDED.replace(instead, bad == null ? "" : bad) + "}";
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(BadLineException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is not a JSON object",
                "[] | is not a JSON object",
                "17 | is not a JSON object",
                "{} {} | has something after its JSON object",
            })
    void whatIsNoObjectIsSaidToBeNone(String line, String message) {
        assertThatThrownBy(() -> RecordedEvent.parse(line))
                .isInstanceOf(BadLineException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'id':", "{'id':'e6bd", "hello", "{id:1}", "{'id' 1}"})
    void whatIsNoJsonIsSaidToBeNone(String line) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(BadLineException.class)
                .hasMessageStartingWith("is not JSON: ");
    }

    private static BehaviourEvent parse(String line) throws BadLineException {
        return RecordedEvent.parse(line.replace('\'', '"'));
    }
}
