package io.wetoken.flink.files;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.OutputFile;

/** Rows of the archive's Parquet files, whose columns are those of the Avro records. */
public final class Rows {
    /** A file is rarely larger, for it ends at the next checkpoint, and the writer's buffers count for each open day. */
    private static final long ROW_GROUP_BYTES = 8L << 20;
    /** The key that {@code AvroReadSupport} keeps to itself. */
    private static final String READ_SCHEMA = "parquet.avro.read.schema";

    /**
     * Columns whose values repeat too little within a row group for a dictionary: it would be built, found too large and thrown away. What does repeat in
     * them is found by the compression.
     */
    private static final Map<Class<?>, List<String>> PLAIN = Map.of(
            JudgedEvent.class,
            List.of(
                    "event.id",
                    "event.actor",
                    "event.device",
                    "event.session",
                    "event.at",
                    "event.sent",
                    "event.received",
                    "event.ipHash",
                    "event.content",
                    "event.watchMs",
                    "event.request",
                    "event.token",
                    "event.tx",
                    "event.text"),
            DuplicateEvent.class,
            List.of("id", "actor", "received"));

    static {
        AvroTrust.records(); // Wherever the task runs.
    }

    private Rows() {}

    /** Is given one row at a time. */
    @FunctionalInterface
    public interface Each<T> {
        void row(T row) throws IOException;
    }

    /** The judged events of a file in their order, also of files that earlier versions wrote. */
    public static void judged(ArchiveRoot archive, String path, Each<JudgedEvent> each) throws IOException {
        read(archive, path, JudgedEvent.class, each);
    }

    /**
     * The rows of a file in their order.
     *
     * @param type {@link JudgedEvent} or {@link DuplicateEvent}
     */
    public static <T extends SpecificRecordBase> void read(
            ArchiveRoot archive, String path, Class<T> type, Each<T> each) throws IOException {
        String schema = SpecificData.get().getSchema(type).toString();
        // Parquet's own configuration: its Hadoop one needs MapReduce classes, which are not on every class path.
        ParquetConfiguration conf = new PlainParquetConfiguration();
        conf.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, schema);
        conf.set(READ_SCHEMA, schema);
        try (ParquetReader<T> reader = AvroParquetReader.<T>builder(input(archive, path), conf)
                .withDataModel(SpecificData.get())
                .build()) {
            for (T row = reader.read(); row != null; row = reader.read()) {
                each.row(row);
            }
        }
    }

    /** How many rows a file has, by its footer. */
    public static long count(ArchiveRoot archive, String path) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(input(archive, path))) {
            return reader.getRecordCount();
        }
    }

    private static HadoopInputFile input(ArchiveRoot archive, String path) throws IOException {
        return HadoopInputFile.fromPath(archive.path(path), archive.conf());
    }

    /** @param type {@link JudgedEvent} or {@link DuplicateEvent} */
    public static <T extends SpecificRecordBase> ParquetWriter<T> writer(OutputFile file, Class<T> type)
            throws IOException {
        AvroParquetWriter.Builder<T> writer = AvroParquetWriter.<T>builder(file)
                .withSchema(SpecificData.get().getSchema(type))
                .withDataModel(SpecificData.get())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES);
        PLAIN.get(type).forEach(column -> writer.withDictionaryEncoding(column, false));
        return writer.build();
    }
}
