package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.avro.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Closes days into an archive as the stream does. */
final class TestArchive {
    private final Path root;
    private Schema schema = JudgedEvent.getClassSchema();

    TestArchive(Path root) {
        this.root = root;
    }

    /** Spreads the events over so many files, and adds one that the manifest does not name. Each event gets an id of its own. */
    void close(Epoch epoch, List<JudgedEvent> events, int parts) throws IOException {
        long number = 0;
        for (JudgedEvent event : events) {
            event.getEvent().setId(new UUID(epoch.day(), number++).toString());
        }
        closeAsTheyAre(epoch, events, parts);
    }

    /** With the ids that the events have. */
    void closeAsTheyAre(Epoch epoch, List<JudgedEvent> events, int parts) throws IOException {
        List<ManifestFile> files = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int of = part;
            List<JudgedEvent> share = events.stream()
                    .filter(event -> Math.floorMod(event.getEvent().getReceived(), parts) == of)
                    .toList();
            String path = "judged/epoch=" + epoch + "/part-" + part + ".parquet";
            write(root.resolve(path), share);
            byte[] bytes = Files.readAllBytes(root.resolve(path));
            files.add(new ManifestFile(
                    path, (long) bytes.length, sha256(bytes), (long) share.size(), ManifestFileKind.JUDGED));
        }
        write(root.resolve("judged/epoch=" + epoch + "/stray.parquet"), events);
        long valid = events.stream()
                .filter(event -> event.getVerdict() == Verdict.VALID)
                .count();
        Manifest manifest = new Manifest(
                1,
                epoch.toString(),
                (long) events.size(),
                valid,
                events.size() - valid,
                0L,
                Map.of("0", 1L),
                files,
                List.of(),
                null);
        Path file = root.resolve("manifests/" + epoch + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, Manifests.toJson(manifest));
    }

    /** As the streams did that knew no links: in a schema without them. */
    void closeWithoutLinks(Epoch epoch, List<JudgedEvent> events) throws IOException {
        schema = olderSchema();
        try {
            close(epoch, events, 1);
        } finally {
            schema = JudgedEvent.getClassSchema();
        }
    }

    private static Schema olderSchema() throws IOException {
        Schema.Parser parser = new Schema.Parser();
        Schema older = null;
        for (String file : List.of("1-BehaviourEvent.avsc", "2-JudgedEvent.avsc")) {
            try (InputStream in = JudgedEvent.class.getResourceAsStream("/io/wetoken/behaviour/schemas-v1/" + file)) {
                older = parser.parse(in);
            }
        }
        return older;
    }

    private void write(Path file, List<JudgedEvent> events) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        try (ParquetWriter<JudgedEvent> out = AvroParquetWriter.<JudgedEvent>builder(
                        HadoopOutputFile.fromPath(path, new Configuration()))
                .withSchema(schema)
                .withDataModel(SpecificData.get())
                .build()) {
            for (JudgedEvent event : events) {
                out.write(event);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
