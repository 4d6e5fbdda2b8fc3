package io.wetoken.flink.stream;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Finds what a killed job left. The embedded engine does not resume by itself: started plainly it would read from the beginning and archive everything
 * twice.
 */
final class NewestCheckpoint {
    private static final Pattern NAME = Pattern.compile("chk-(\\d+)");

    private NewestCheckpoint() {}

    /**
     * The newest completed checkpoint, which is one that holds {@code _metadata}. Numbers go on over restarts, and each start has a directory of its own.
     *
     * @param directory holds {@code <job id>/chk-<n>}; it need not exist
     */
    static Optional<Path> in(Path directory) throws IOException {
        FileSystem files = directory.getFileSystem();
        return list(files, directory)
                .flatMap(job -> unchecked(files, job))
                .filter(found -> found.number() >= 0)
                .max(Comparator.comparingLong(Found::number).thenComparingLong(Found::at))
                .map(Found::path);
    }

    private static Stream<Found> unchecked(FileSystem files, Path job) {
        try {
            return list(files, job).map(checkpoint -> Found.at(files, checkpoint));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot list the checkpoints in " + job, e);
        }
    }

    private static Stream<Path> list(FileSystem files, Path directory) throws IOException {
        try {
            FileStatus[] found = files.listStatus(directory);
            return found == null
                    ? Stream.empty()
                    : Stream.of(found).filter(FileStatus::isDir).map(FileStatus::getPath);
        } catch (FileNotFoundException e) {
            return Stream.empty();
        }
    }

    /** @param number -1 for what is no completed checkpoint */
    private record Found(Path path, long number, long at) {
        static Found at(FileSystem files, Path path) {
            Matcher name = NAME.matcher(path.getName());
            Path metadata = new Path(path, "_metadata");
            try {
                if (name.matches() && files.exists(metadata)) {
                    return new Found(
                            path,
                            Long.parseLong(name.group(1)),
                            files.getFileStatus(metadata).getModificationTime());
                }
                return new Found(path, -1, 0);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("Cannot look into the checkpoint " + path, e);
            }
        }
    }
}
