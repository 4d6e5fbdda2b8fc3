package io.wetoken.flink.files;

import io.wetoken.behaviour.files.Archive;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** The archive on any file system that Hadoop knows; paths are relative to its root. */
public final class ArchiveRoot implements Archive.Source {
    private final Configuration conf = new Configuration();
    private final FileSystem files;
    private final Path root;

    public ArchiveRoot(String root) throws IOException {
        Path path = new Path(root);
        files = path.getFileSystem(conf);
        this.root = files.makeQualified(path);
    }

    public Configuration conf() {
        return conf;
    }

    public Path path(String relative) {
        return new Path(root, relative);
    }

    @Override
    public InputStream open(String path) throws IOException {
        return files.open(path(path));
    }

    @Override
    public long size(String path) throws IOException {
        return files.getFileStatus(path(path)).getLen();
    }

    /** The files below a directory that end in something, by name; none where there is no directory. Hidden ones begin with a dot. */
    public List<String> named(String directory, String end) throws IOException {
        List<String> found = new ArrayList<>();
        try {
            for (FileStatus status : files.listStatus(path(directory))) {
                String name = status.getPath().getName();
                if (status.isFile() && name.endsWith(end) && !name.startsWith(".") && !name.startsWith("_")) {
                    found.add(directory + "/" + name);
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /** The finished files below a directory, by name; none where there is no directory. Hidden and unfinished files begin with a dot. */
    public List<String> finished(String directory) throws IOException {
        return named(directory, ".parquet");
    }

    public Optional<String> text(String path) throws IOException {
        try (InputStream in = open(path)) {
            byte[] bytes = in.readNBytes(Archive.MAX_MANIFEST + 1);
            if (bytes.length > Archive.MAX_MANIFEST) {
                throw new IOException(path + " is larger than " + Archive.MAX_MANIFEST + " bytes");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Where a file is written before it is whole: beside its place, under a hidden name of its own. */
    public Path begin(String path) throws IOException {
        Path target = path(path);
        files.mkdirs(target.getParent());
        return new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    }

    /** Puts what was {@link #begin begun} in its place, also where a file was. */
    public void finish(Path written, String path) throws IOException {
        Path target = path(path);
        FileContext.getFileContext(target.toUri(), conf).rename(written, target, Options.Rename.OVERWRITE);
    }

    /** Again it changes nothing. */
    public void remove(String path) throws IOException {
        files.delete(path(path), false);
    }

    /** Gives up what was {@link #begin begun}. */
    public void abandon(Path written) throws IOException {
        files.delete(written, false);
    }

    /** Writes a file that exists whole or not at all. @throws IOException when it exists: what is written here is written once */
    public void writeOnce(String path, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Archive.MAX_MANIFEST) {
            throw new IOException(path + " would have " + bytes.length + " bytes, and nobody reads more than "
                    + Archive.MAX_MANIFEST + ": let the streaming job write fewer files (flink.checkpoint.intervalMs)");
        }
        Path target = path(path);
        Path temporary = begin(path);
        try {
            try (FSDataOutputStream out = files.create(temporary, false)) {
                out.write(bytes);
                out.hsync();
            }
            FileContext.getFileContext(target.toUri(), conf).rename(temporary, target, Options.Rename.NONE);
        } finally {
            files.delete(temporary, false);
        }
    }
}
