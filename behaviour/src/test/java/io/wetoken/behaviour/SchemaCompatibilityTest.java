package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.behaviour.avro.ServedPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What was written under an earlier schema version, frozen in the resources, is read for ever. */
class SchemaCompatibilityTest {
    private static final int SEED = 11;
    /** Version 2 added {@code link}, and so changed two of them. */
    private static final List<String> FROZEN = List.of(
            "1-BehaviourEvent",
            "2-JudgedEvent",
            "3-DuplicateEvent",
            "4-RejectedEvent",
            "5-EpochMark",
            "6-Manifest",
            "7-ServedPage");

    private static final List<Schema> CURRENT = List.of(
            BehaviourEvent.getClassSchema(),
            JudgedEvent.getClassSchema(),
            DuplicateEvent.getClassSchema(),
            RejectedEvent.getClassSchema(),
            EpochMark.getClassSchema(),
            Manifest.getClassSchema(),
            ServedPage.getClassSchema());

    static {
        AvroTrust.records();
    }

    @TestFactory
    List<DynamicTest> currentSchemasReadVersionOne() throws IOException {
        return currentSchemasRead(frozen("schemas-v1/", FROZEN));
    }

    @TestFactory
    List<DynamicTest> currentSchemasReadVersionTwo() throws IOException {
        return currentSchemasRead(frozen("schemas-v2/", FROZEN.subList(0, 2)));
    }

    private static List<DynamicTest> currentSchemasRead(Map<String, Schema> frozen) {
        return CURRENT.stream()
                .filter(current -> frozen.containsKey(current.getFullName()))
                .map(current -> DynamicTest.dynamicTest(current.getName(), () -> {
                    Schema old = frozen.get(current.getFullName());
                    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(current, old)
                                    .getType())
                            .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                    for (Object written : new RandomData(old, 100, SEED)) {
                        assertSameFields((GenericRecord) written, read(write((GenericRecord) written), old, current));
                    }
                }))
                .toList();
    }

    private static Map<String, Schema> frozen(String version, List<String> files) throws IOException {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        Schema.Parser parser = new Schema.Parser();
        for (String name : files) {
            try (InputStream in = SchemaCompatibilityTest.class.getResourceAsStream(version + name + ".avsc")) {
                Schema schema = parser.parse(in);
                schemas.put(schema.getFullName(), schema);
            }
        }
        return schemas;
    }

    private static byte[] write(GenericRecord written) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(written.getSchema()).write(written, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static SpecificRecord read(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return new SpecificDatumReader<SpecificRecord>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static void assertSameFields(GenericRecord written, SpecificRecord read) {
        for (Schema.Field field : written.getSchema().getFields()) {
            Object now = read.get(read.getSchema().getField(field.name()).pos());
            if (now instanceof SpecificRecord inner) {
                assertSameFields((GenericRecord) written.get(field.name()), inner);
                continue;
            }
            if (now instanceof List<?> many && many.stream().allMatch(SpecificRecord.class::isInstance)) {
                List<?> before = (List<?>) written.get(field.name());
                assertThat(many).hasSameSizeAs(before);
                for (int i = 0; i < many.size(); i++) {
                    assertSameFields((GenericRecord) before.get(i), (SpecificRecord) many.get(i));
                }
                continue;
            }
            assertThat(plain(now))
                    .as("seed %d, %s.%s", SEED, written.getSchema().getName(), field.name())
                    .isEqualTo(plain(written.get(field.name())));
        }
    }

    /** As text, for texts, enums and records have other classes on the two sides. */
    private static String plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(key.toString(), item.toString()));
            return sorted.toString();
        }
        return String.valueOf(value);
    }
}
