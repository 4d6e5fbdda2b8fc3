package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.avro.Verdict;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Counts the rows of a day's finished files; a finished file never changes, so each is read once. */
final class FinishedRows {
    private static final Schema VERDICT_ONLY = SchemaBuilder.record("JudgedEvent")
            .namespace("io.wetoken.behaviour.avro")
            .fields()
            .name("verdict")
            .type(Verdict.getClassSchema())
            .noDefault()
            .endRecord();

    /** The key that {@code AvroReadSupport} keeps to itself. */
    private static final String READ_SCHEMA = "parquet.avro.read.schema";

    private final ArchiveRoot archive;
    private final Map<String, Rows> known = new HashMap<>();

    FinishedRows(ArchiveRoot archive) {
        this.archive = archive;
    }

    /** @param suspect 0 for duplicates */
    record Rows(String path, ManifestFileKind kind, long rows, long suspect) {}

    /** The day's finished files by path. */
    List<Rows> of(Epoch epoch) throws IOException {
        for (String path : archive.finished("judged/epoch=" + epoch)) {
            if (!known.containsKey(path)) {
                known.put(path, judged(path));
            }
        }
        for (String path : archive.finished("duplicates/epoch=" + epoch)) {
            if (!known.containsKey(path)) {
                known.put(path, new Rows(path, ManifestFileKind.DUPLICATES, footer(path), 0));
            }
        }
        return known.values().stream().sorted(Comparator.comparing(Rows::path)).toList();
    }

    private Rows judged(String path) throws IOException {
        long rows = 0;
        long suspect = 0;
        try (ParquetReader<GenericRecord> reader = verdicts(archive.path(path))) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                rows++;
                if (Verdict.SUSPECT.name().equals(row.get("verdict").toString())) {
                    suspect++;
                }
            }
        }
        return new Rows(path, ManifestFileKind.JUDGED, rows, suspect);
    }

    /** Through Parquet's own configuration: its Hadoop one needs MapReduce classes, which are not on this class path. */
    private ParquetReader<GenericRecord> verdicts(Path path) throws IOException {
        ParquetConfiguration conf = new PlainParquetConfiguration();
        conf.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, VERDICT_ONLY.toString());
        conf.set(READ_SCHEMA, VERDICT_ONLY.toString());
        return AvroParquetReader.<GenericRecord>builder(HadoopInputFile.fromPath(path, archive.conf()), conf)
                .withDataModel(GenericData.get())
                .build();
    }

    private long footer(String path) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(archive.path(path), archive.conf()))) {
            return reader.getRecordCount();
        }
    }
}
