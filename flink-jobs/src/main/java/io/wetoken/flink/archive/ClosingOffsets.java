package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.flink.files.ArchiveRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;

/** Up to where a day's records are counted: recorded once, after every collector has sealed the day, so that closing may be repeated. */
final class ClosingOffsets {
    private static final Schema SCHEMA = Schema.createMap(Schema.create(Schema.Type.LONG));

    private final ArchiveRoot archive;

    ClosingOffsets(ArchiveRoot archive) {
        this.archive = archive;
    }

    /** What an earlier run recorded, else the topic's ends now, recorded first. */
    SortedMap<Integer, Long> of(Epoch epoch, RawDay raw) throws IOException {
        String path = "manifests/" + epoch + ".offsets.json";
        if (archive.text(path).isEmpty()) {
            archive.writeOnce(path, json(raw.ends()));
        }
        return parse(
                path, archive.text(path).orElseThrow(() -> new IOException(path + " vanished after it was written")));
    }

    private static String json(SortedMap<Integer, Long> ends) throws IOException {
        Map<String, Long> byName = new TreeMap<>();
        ends.forEach((partition, end) -> byName.put(Integer.toString(partition), end));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(SCHEMA, out);
        new GenericDatumWriter<Map<String, Long>>(SCHEMA).write(byName, encoder);
        encoder.flush();
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    private static SortedMap<Integer, Long> parse(String path, String json) throws IOException {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        try {
            Map<CharSequence, Long> read = new GenericDatumReader<Map<CharSequence, Long>>(SCHEMA)
                    .read(null, DecoderFactory.get().jsonDecoder(SCHEMA, json));
            read.forEach((partition, end) -> ends.put(Integer.valueOf(partition.toString()), end));
        } catch (IOException | RuntimeException e) {
            throw new IOException("archive file " + path + " does not hold offsets by partition: " + json.strip(), e);
        }
        return ends;
    }
}
