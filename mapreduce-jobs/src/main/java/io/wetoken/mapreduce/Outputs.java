package io.wetoken.mapreduce;

import java.io.IOException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;
import org.apache.hadoop.mapreduce.lib.output.LazyOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.MultipleOutputs;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;

/** Several sequence files of one task, each in a directory of its own under the job's. */
final class Outputs {
    private final MultipleOutputs<Text, BytesWritable> outputs;
    private final Text key = new Text();
    private final BytesWritable value = new BytesWritable();

    Outputs(TaskInputOutputContext<?, ?, Text, BytesWritable> context) {
        outputs = new MultipleOutputs<>(context);
    }

    static void sequence(Job job) {
        job.setMapOutputKeyClass(Text.class);
        job.setMapOutputValueClass(BytesWritable.class);
        job.setOutputKeyClass(Text.class);
        job.setOutputValueClass(BytesWritable.class);
        LazyOutputFormat.setOutputFormatClass(job, SequenceFileOutputFormat.class);
    }

    void write(String directory, String id, byte[] bytes) throws IOException, InterruptedException {
        key.set(id);
        value.set(bytes, 0, bytes.length);
        outputs.write(key, value, directory + "/part");
    }

    void close() throws IOException, InterruptedException {
        outputs.close();
    }
}
