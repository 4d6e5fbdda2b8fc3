package io.wetoken.flink.stream;

import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.flink.files.Rows;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.formats.parquet.ParquetBuilder;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;

/**
 * The archive's files, exactly once: written as {@code .part-….inprogress…} and renamed to {@code part-….parquet} when the checkpoint that covers them has
 * completed. One file for each day, subtask and checkpoint.
 */
final class ArchiveSinks {
    private ArchiveSinks() {}

    static FileSink<JudgedEvent> judged(String archive) {
        return files(archive + "/judged", new Writers<>(JudgedEvent.class), new DayOfJudged());
    }

    static FileSink<DuplicateEvent> duplicates(String archive) {
        return files(archive + "/duplicates", new Writers<>(DuplicateEvent.class), new DayOfDuplicate());
    }

    private static <T> FileSink<T> files(String directory, ParquetBuilder<T> rows, BucketAssigner<T, String> days) {
        return FileSink.forBulkFormat(new Path(directory), new ParquetWriterFactory<>(rows))
                .withBucketAssigner(days)
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(".parquet")
                        .build())
                .build();
    }

    private record Writers<T extends SpecificRecordBase>(Class<T> type) implements ParquetBuilder<T> {
        @Override
        public ParquetWriter<T> createWriter(OutputFile file) throws IOException {
            return Rows.writer(file, type);
        }
    }

    private abstract static class Days<T> implements BucketAssigner<T, String> {
        abstract String epoch(T element);

        @Override
        public String getBucketId(T element, Context context) {
            return "epoch=" + epoch(element);
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }

    private static final class DayOfJudged extends Days<JudgedEvent> {
        @Override
        String epoch(JudgedEvent element) {
            return element.getEpoch();
        }
    }

    private static final class DayOfDuplicate extends Days<DuplicateEvent> {
        @Override
        String epoch(DuplicateEvent element) {
            return element.getEpoch();
        }
    }
}
