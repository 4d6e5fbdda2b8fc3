package io.wetoken.behaviour;

import io.wetoken.behaviour.avro.HourRoot;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** A manifest as pretty Avro JSON, the same bytes for equal manifests. Its counts must agree with its files, both ways. */
public final class Manifests {
    /** The version that is written. Version 1 had neither hours nor review, and is read for ever. */
    public static final int VERSION = 2;

    private static final int WITHOUT_REVIEW = 1;
    private static final Schema VERSION_ONE = OlderSchemas.manifest();

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
            manifest = read(json, Manifest.getClassSchema());
        } catch (IOException | AvroRuntimeException e) {
            manifest = versionOne(json).orElseThrow(() -> new IOException("Not a manifest: " + e.getMessage(), e));
        }
        String problem = problem(manifest);
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
        return manifest;
    }

    private static Optional<Manifest> versionOne(String json) {
        try {
            return Optional.of(read(json, VERSION_ONE)).filter(manifest -> manifest.getVersion() == WITHOUT_REVIEW);
        } catch (IOException | AvroRuntimeException e) {
            return Optional.empty(); // Not that either; what is wrong with it as a current one is told.
        }
    }

    private static Manifest read(String json, Schema writer) throws IOException {
        return new SpecificDatumReader<Manifest>(writer, Manifest.getClassSchema())
                .read(null, DecoderFactory.get().jsonDecoder(writer, json));
    }

    private static String problem(Manifest manifest) {
        String name = "Manifest of " + manifest.getEpoch() + ": ";
        long judged = rows(manifest, ManifestFileKind.JUDGED);
        long duplicates = rows(manifest, ManifestFileKind.DUPLICATES);
        if (manifest.getVersion() != VERSION && manifest.getVersion() != WITHOUT_REVIEW) {
            return name + "version is " + manifest.getVersion() + ", known are " + WITHOUT_REVIEW + " and " + VERSION;
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
        long inHours = manifest.getHours().stream().mapToLong(HourRoot::getRows).sum();
        if (manifest.getVersion() == VERSION && inHours != judged) {
            return name + "its hours hold " + inHours + " rows, but the judged files " + judged;
        }
        long atOnce = rows(manifest, ManifestFileKind.AT_ONCE);
        if (atOnce != 0 && atOnce != judged) {
            return name + "judged at once were " + atOnce + " rows, but the judged files hold " + judged;
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
