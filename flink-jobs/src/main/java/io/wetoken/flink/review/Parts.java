package io.wetoken.flink.review;

import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Writes judged events into few large files, each of which is there whole or not at all. */
final class Parts implements AutoCloseable {
    private final ArchiveRoot archive;
    private final String directory;
    private final long rowsEach;
    private final List<Part> finished = new ArrayList<>();
    private Path written;
    private ParquetWriter<JudgedEvent> writer;
    private long rows;

    /** @param directory relative to the archive's root */
    Parts(ArchiveRoot archive, String directory, long rowsEach) {
        this.archive = archive;
        this.directory = directory;
        this.rowsEach = rowsEach;
    }

    record Part(String path, long rows) {}

    void write(JudgedEvent judged) throws IOException {
        if (writer == null) {
            written = archive.begin(path());
            writer = Rows.writer(HadoopOutputFile.fromPath(written, archive.conf()), JudgedEvent.class);
        }
        writer.write(judged);
        rows++;
        if (rows == rowsEach) {
            end();
        }
    }

    /** The files that were written. */
    List<Part> finish() throws IOException {
        if (writer != null) {
            end();
        }
        return finished;
    }

    private void end() throws IOException {
        writer.close();
        archive.finish(written, path());
        finished.add(new Part(path(), rows));
        writer = null;
        rows = 0;
    }

    private String path() {
        return directory + String.format(Locale.ROOT, "/part-%05d.parquet", finished.size());
    }

    /** Leaves nothing of a file that is not whole. */
    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
            archive.abandon(written);
            writer = null;
        }
    }
}
