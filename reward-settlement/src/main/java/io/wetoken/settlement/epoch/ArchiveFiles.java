package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.Digests;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The archive wherever Hadoop can read it. */
public final class ArchiveFiles implements Archive.Source {
    private static final String EPOCH = "epoch=";
    private static final Pattern DAY = Pattern.compile(EPOCH + "\\d{4}-\\d{2}-\\d{2}");

    private final Path root;
    private final FileSystem files;

    /** @param root a Hadoop path or URI */
    public ArchiveFiles(String root) throws IOException {
        this.root = new Path(root);
        this.files = this.root.getFileSystem(new Configuration());
        // The manifest's SHA-256 is the judge; a side file's complaint would hide which file it was.
        files.setVerifyChecksum(false);
    }

    @Override
    public InputStream open(String path) throws IOException {
        return files.open(new Path(root, path));
    }

    @Override
    public long size(String path) throws IOException {
        return files.getFileStatus(new Path(root, path)).getLen();
    }

    /** Days of which there is something, closed or not, in no order. */
    public List<Epoch> days() throws IOException {
        Path judged = new Path(root, "judged");
        List<Epoch> days = new ArrayList<>();
        if (files.exists(judged)) {
            for (FileStatus each : files.listStatus(judged)) {
                if (DAY.matcher(each.getPath().getName()).matches()) {
                    days.add(Epoch.parse(each.getPath().getName().substring(EPOCH.length())));
                }
            }
        }
        return days;
    }

    public String sha256(String path) throws IOException {
        try (InputStream in = open(path)) {
            return Digests.sha256(in);
        }
    }

    /** What differs from the manifest in one of its files, judged or not, if anything does. */
    public Optional<String> difference(ManifestFile file) throws IOException {
        try {
            String sha256 = sha256(file.getPath());
            return sha256.equals(file.getSha256())
                    ? Optional.empty()
                    : Optional.of(file.getPath() + " has sha256 " + sha256 + ", the manifest says " + file.getSha256());
        } catch (FileNotFoundException e) {
            return Optional.of(file.getPath() + " is missing");
        }
    }
}
