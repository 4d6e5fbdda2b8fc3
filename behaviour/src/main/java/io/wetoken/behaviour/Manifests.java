package io.wetoken.behaviour;

import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** A manifest as pretty Avro JSON, the same bytes for equal manifests. Its counts must agree with its files, both ways. */
public final class Manifests {
    /** The only version there is. */
    public static final int VERSION = 1;

    static {
        AvroTrust.records();
    }

    private Manifests() {}

    /** @throws IllegalArgumentException when the counts do not agree */
    public static String toJson(Manifest manifest) {
        String problem = problem(manifest);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
        Manifest ordered = Manifest.newBuilder(manifest)
                .setOffsets(new TreeMap<>(manifest.getOffsets()))
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(Manifest.getClassSchema(), out, true);
            new SpecificDatumWriter<>(Manifest.class).write(ordered, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the manifest of " + manifest.getEpoch(), e);
        }
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    /** @throws IOException when the text is not a manifest or its counts do not agree */
    public static Manifest fromJson(String json) throws IOException {
        Manifest manifest;
        try {
            manifest = new SpecificDatumReader<>(Manifest.class)
                    .read(null, DecoderFactory.get().jsonDecoder(Manifest.getClassSchema(), json));
        } catch (IOException | AvroRuntimeException e) {
            throw new IOException("Not a manifest: " + e.getMessage(), e);
        }
        String problem = problem(manifest);
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
        return manifest;
    }

    private static String problem(Manifest manifest) {
        String name = "Manifest of " + manifest.getEpoch() + ": ";
        long judged = rows(manifest, ManifestFileKind.JUDGED);
        long duplicates = rows(manifest, ManifestFileKind.DUPLICATES);
        if (manifest.getVersion() != VERSION) {
            return name + "version is " + manifest.getVersion() + ", known is " + VERSION;
        }
        if (judged != manifest.getValid() + manifest.getSuspect()) {
            return name + "judged files hold " + judged + " rows, but valid + suspect = "
                    + (manifest.getValid() + manifest.getSuspect());
        }
        if (duplicates != manifest.getDuplicates()) {
            return name + "duplicate files hold " + duplicates + " rows, but duplicates = " + manifest.getDuplicates();
        }
        if (manifest.getRecords() != judged + duplicates) {
            return name + "records = " + manifest.getRecords() + ", but the files hold " + (judged + duplicates);
        }
        return "";
    }

    private static long rows(Manifest manifest, ManifestFileKind kind) {
        return manifest.getFiles().stream()
                .filter(file -> file.getKind() == kind)
                .mapToLong(ManifestFile::getRows)
                .sum();
    }
}
