package io.wetoken.behaviour;

import static io.wetoken.behaviour.AnEvent.aPlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void everythingComesBackAsItWas() throws IOException {
        JudgedEvent judged = aPlay().of("bob")
                .about("film")
                .lasting(Duration.ofSeconds(8))
                .suspected()
                .judged();
        RejectedEvent rejected =
                new RejectedEvent(ByteBuffer.wrap(new byte[] {1, 0, -1}), "UNKNOWN_KIND", "kind 'X'", 5L, "live", 1);
        EpochMark mark = new EpochMark("2026-11-21", Mark.SEALED, 5L);
        Hiding hiding = new Hiding("ann", "MUTED", 5L);
        assertThat(Wire.HIDING.decode(Wire.HIDING.encode(hiding))).isEqualTo(hiding);
        assertThat(Wire.JUDGED.decode(Wire.JUDGED.encode(judged))).isEqualTo(judged);
        assertThat(Wire.RAW.decode(Wire.RAW.encode(judged.getEvent()))).isEqualTo(judged.getEvent());
        assertThat(Wire.REJECTED.decode(Wire.REJECTED.encode(rejected))).isEqualTo(rejected);
        assertThat(Wire.MARK.decode(Wire.MARK.encode(mark))).isEqualTo(mark);
    }

    /** In the topics lies what collectors and streams of earlier releases wrote. */
    @Test
    void whatWasWrittenBeforeThereWereLinksIsStillRead() throws IOException {
        JudgedEvent judged = aPlay().of("bob").about("film").judged();
        Schema.Parser parser = new Schema.Parser();
        Schema event = parser.parse(getClass().getResourceAsStream("schemas-v1/1-BehaviourEvent.avsc"));
        Schema judgement = parser.parse(getClass().getResourceAsStream("schemas-v1/2-JudgedEvent.avsc"));
        assertThat(event.getField("link")).isNull();
        assertThat(Wire.RAW.decode(written(event, older(judged.getEvent(), event))))
                .isEqualTo(judged.getEvent());
        GenericRecord old = older(judged, judgement);
        old.put("event", older(judged.getEvent(), event));
        assertThat(Wire.JUDGED.decode(written(judgement, old))).isEqualTo(judged);
    }

    @Test
    void pagesThatWereLoggedBeforeThereWasARankerAreStillRead() throws IOException {
        ServedPage page = new ServedPage(
                "r", "ann", 5L, "m", List.of(), List.of(new ServedItem(0, null, "film", "walks", .5, null)), null);
        Schema before = new Schema.Parser().parse(getClass().getResourceAsStream("schemas-v1/7-ServedPage.avsc"));
        GenericRecord old = older(page, before);
        old.put(
                "items",
                List.of(older(
                        page.getItems().get(0),
                        before.getField("items").schema().getElementType())));
        assertThat(Wire.SERVED.decode(written(before, old))).isEqualTo(page);
        page.setFeatureNames(List.of("age"));
        page.getItems().get(0).setFeatures(List.of(1.5f));
        assertThat(Wire.SERVED.decode(Wire.SERVED.encode(page))).isEqualTo(page);
    }

    @Test
    void theGeneratedCodeWritesWhatTheSchemaSays() throws IOException {
        JudgedEvent judged = aPlay().of("bob")
                .about("film")
                .lasting(Duration.ofSeconds(8))
                .suspected()
                .judged();
        Schema event = BehaviourEvent.getClassSchema();
        assertThat(Wire.RAW.encode(judged.getEvent())).isEqualTo(written(event, older(judged.getEvent(), event)));
        GenericRecord walked = older(judged, JudgedEvent.getClassSchema());
        walked.put("event", older(judged.getEvent(), event));
        assertThat(Wire.JUDGED.encode(judged)).isEqualTo(written(JudgedEvent.getClassSchema(), walked));
    }

    private static GenericRecord older(SpecificRecordBase now, Schema schema) {
        GenericRecord old = new GenericData.Record(schema);
        schema.getFields().forEach(field -> {
            Object value = now.get(field.name());
            old.put(
                    field.name(),
                    value instanceof Enum<?> ? new GenericData.EnumSymbol(field.schema(), value.toString()) : value);
        });
        return old;
    }

    private static byte[] written(Schema schema, GenericRecord record) throws IOException {
        ByteBuffer bytes = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(record);
        return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.limit());
    }

    @Test
    void anotherSchemaIsNoticed() throws IOException {
        byte[] mark = Wire.MARK.encode(new EpochMark("2026-11-21", Mark.SEALED, 5L));
        assertThatThrownBy(() -> Wire.RAW.decode(mark)).isInstanceOf(IOException.class);
    }

    @Test
    void truncatedBytesAreNoticed() throws IOException {
        byte[] bytes = Wire.RAW.encode(aPlay().accepted());
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> Wire.RAW.decode(half)).isInstanceOf(IOException.class);
    }
}
