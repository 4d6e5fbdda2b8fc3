package io.wetoken.flink.stream;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** All rows of the finished files of an archive, whatever the day. */
final class ArchiveFiles {
    static {
        AvroTrust.records();
    }

    private final Path archive;

    ArchiveFiles(Path archive) {
        this.archive = archive;
    }

    List<JudgedEvent> judged() throws IOException {
        return rows("judged");
    }

    List<DuplicateEvent> duplicates() throws IOException {
        return rows("duplicates");
    }

    int finished() throws IOException {
        return files("judged").size();
    }

    private List<Path> files(String tree) throws IOException {
        if (!Files.isDirectory(archive.resolve(tree))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(archive.resolve(tree))) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\.parquet"))
                    .toList();
        }
    }

    private <T> List<T> rows(String tree) throws IOException {
        List<T> rows = new ArrayList<>();
        for (Path file : files(tree)) {
            try (ParquetReader<T> reader = AvroParquetReader.<T>builder(
                            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
                    .withDataModel(SpecificData.get())
                    .build()) {
                for (T row = reader.read(); row != null; row = reader.read()) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
