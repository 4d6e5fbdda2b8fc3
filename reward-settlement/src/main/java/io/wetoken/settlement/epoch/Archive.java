package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The closed days' manifests and files, wherever Hadoop can read them. */
public final class Archive {
    /** The longest mean that the rule's base takes. */
    private static final int LONGEST_WINDOW_DAYS = 180;

    private final Path root;
    private final FileSystem files;

    /** @param root a Hadoop path or URI */
    public Archive(String root) throws IOException {
        this.root = new Path(root);
        this.files = this.root.getFileSystem(new Configuration());
    }

    /**
     * A manifest as it was read.
     *
     * @param sha256 of its bytes
     */
    public record Read(Manifest manifest, String sha256) {}

    /** Empty when the day is not closed. */
    public Optional<Read> manifest(Epoch epoch) throws IOException {
        Path path = new Path(root, "manifests/" + epoch + ".json");
        byte[] json;
        try (InputStream in = files.open(path)) {
            json = in.readAllBytes();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        Manifest manifest;
        try {
            manifest = Manifests.fromJson(new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SettlementException(path + ": " + e.getMessage(), e);
        }
        if (!manifest.getEpoch().equals(epoch.toString())) {
            throw new SettlementException(path + " is of epoch " + manifest.getEpoch());
        }
        return Optional.of(new Read(manifest, Digests.of(new java.io.ByteArrayInputStream(json))));
    }

    /** The closed days that a day's scores may look back to, oldest first, each with the SHA-256 of its manifest. */
    public List<String> lookedBackTo(Epoch epoch) throws IOException {
        List<String> days = new ArrayList<>();
        for (FileStatus file : files.listStatus(new Path(root, "manifests"))) {
            String name = file.getPath().getName();
            if (!name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}\\.json")) {
                continue;
            }
            Epoch day = Epoch.parse(name.substring(0, name.length() - ".json".length()));
            if (day.compareTo(epoch) <= 0 && day.compareTo(epoch.plusDays(-LONGEST_WINDOW_DAYS)) > 0) {
                try (InputStream in = files.open(file.getPath())) {
                    days.add(day + " " + Digests.of(in));
                }
            }
        }
        Collections.sort(days);
        return days;
    }

    /** What differs from the manifest in one of its files, if anything does. */
    public Optional<String> difference(ManifestFile file) throws IOException {
        Path path = new Path(root, file.getPath());
        try (InputStream in = files.open(path)) {
            String sha256 = Digests.of(in);
            return sha256.equals(file.getSha256())
                    ? Optional.empty()
                    : Optional.of(file.getPath() + " has sha256 " + sha256 + ", the manifest says " + file.getSha256());
        } catch (FileNotFoundException e) {
            return Optional.of(file.getPath() + " is missing");
        }
    }
}
