package io.wetoken.mapreduce;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.CombineFileRecordReader;
import org.apache.hadoop.mapreduce.lib.input.CombineFileRecordReaderWrapper;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.parquet.avro.AvroParquetInputFormat;

/** Judged events from Parquet, several small files a task: a stream that checkpoints often leaves many. */
public final class JudgedInput extends CombineFileInputFormat<Void, JudgedEvent> {
    /** What the signals ask of an event; the rest of it stays on disk. */
    private static final Set<String> FIELDS = Set.of(
            "kind", "actor", "device", "at", "sent", "received", "content", "owner", "watchMs", "lengthMs", "tx");

    private static final Set<String> JUDGEMENT = Set.of("event", "verdict", "reasons", "trustPpm", "epoch");
    private static final long SPLIT = 128L << 20;

    static {
        AvroTrust.records();
    }

    public JudgedInput() {
        setMaxSplitSize(SPLIT);
    }

    static void configure(Job job, Collection<Path> files) throws IOException {
        job.setInputFormatClass(JudgedInput.class);
        for (Path file : files) {
            addInputPath(job, file);
        }
        AvroParquetInputFormat.setRequestedProjection(job, projection());
        AvroParquetInputFormat.setAvroReadSchema(job, JudgedEvent.getClassSchema());
    }

    private static Schema projection() {
        Schema event = only(BehaviourEvent.getClassSchema(), FIELDS, null);
        return only(JudgedEvent.getClassSchema(), JUDGEMENT, event);
    }

    private static Schema only(Schema schema, Set<String> names, Schema event) {
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(field -> names.contains(field.name()))
                .map(field -> new Schema.Field(
                        field.name(),
                        event != null && field.name().equals("event") ? event : field.schema(),
                        field.doc(),
                        field.defaultVal()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** A day of no events has no files, and that is no error. */
    @Override
    protected List<FileStatus> listStatus(JobContext job) throws IOException {
        return getInputPaths(job).length == 0 ? List.of() : super.listStatus(job);
    }

    @Override
    public RecordReader<Void, JudgedEvent> createRecordReader(InputSplit split, TaskAttemptContext context)
            throws IOException {
        return new CombineFileRecordReader<>((CombineFileSplit) split, context, OneFile.class);
    }

    /** One file of a combined split. */
    public static final class OneFile extends CombineFileRecordReaderWrapper<Void, JudgedEvent> {
        public OneFile(CombineFileSplit split, TaskAttemptContext context, Integer index)
                throws IOException, InterruptedException {
            super(new AvroParquetInputFormat<>(), split, context, index);
        }
    }
}
