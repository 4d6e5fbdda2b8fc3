package io.wetoken.flink.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** What is in the finished files of a local archive. */
final class ArchivedIds {
    private static final Schema ID_ONLY = SchemaBuilder.record("JudgedEvent")
            .namespace("io.wetoken.behaviour.avro")
            .fields()
            .name("event")
            .type(SchemaBuilder.record("BehaviourEvent")
                    .namespace("io.wetoken.behaviour.avro")
                    .fields()
                    .name("id")
                    .type(stringOf("id"))
                    .noDefault()
                    .endRecord())
            .noDefault()
            .endRecord();

    private final Path archive;

    ArchivedIds(Path archive) {
        this.archive = archive;
    }

    /** Rows by the files' footers, judged ones and duplicates. */
    long rows(Epoch day) throws IOException {
        return count(files("judged", day)) + count(files("duplicates", day));
    }

    long judged(Epoch day) throws IOException {
        return count(files("judged", day));
    }

    /** Distinct ids of judged rows, which are read for it. */
    long distinct(Epoch day) throws IOException {
        Set<String> ids = new HashSet<>();
        for (Path file : files("judged", day)) {
            ParquetConfiguration conf = new PlainParquetConfiguration();
            conf.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, ID_ONLY.toString());
            conf.set("parquet.avro.read.schema", ID_ONLY.toString());
            try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                            HadoopInputFile.fromPath(hadoop(file), new Configuration()), conf)
                    .withDataModel(GenericData.get())
                    .build()) {
                for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                    ids.add(((GenericRecord) row.get("event")).get("id").toString());
                }
            }
        }
        return ids.size();
    }

    /** As it is declared, Java's string type included. */
    private static Schema stringOf(String field) {
        return JudgedEvent.getClassSchema()
                .getField("event")
                .schema()
                .getField(field)
                .schema();
    }

    private static long count(List<Path> files) throws IOException {
        long rows = 0;
        for (Path file : files) {
            try (ParquetFileReader reader =
                    ParquetFileReader.open(HadoopInputFile.fromPath(hadoop(file), new Configuration()))) {
                rows += reader.getRecordCount();
            }
        }
        return rows;
    }

    private static org.apache.hadoop.fs.Path hadoop(Path file) {
        return new org.apache.hadoop.fs.Path(file.toUri());
    }

    private List<Path> files(String tree, Epoch day) throws IOException {
        Path directory = archive.resolve(tree).resolve("epoch=" + day);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("[^._].*\\.parquet"))
                    .toList();
        }
    }
}
