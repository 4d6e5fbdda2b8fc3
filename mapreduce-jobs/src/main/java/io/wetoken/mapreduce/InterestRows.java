package io.wetoken.mapreduce;

import io.wetoken.behaviour.files.IdTable;
import java.io.IOException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.output.LazyOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;

/**
 * Adds up viewers by content, and writes both tables. One reducer: a table is one file whose rows are in the order of the bytes of their first cells, so that
 * whoever looks for one finds it by halving.
 */
final class InterestRows implements Statistic {
    static final String NAME = "interest-rows";
    static final String FAVOUR = NAME + "/favour";
    static final String TASTE = NAME + "/taste";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Job job, Work work) throws IOException {
        SequenceInput.configure(job, work.path(Interests.FOLDED));
        job.setMapperClass(Encoded.class);
        job.setCombinerClass(InterestTables.Combine.class);
        job.setReducerClass(InterestTables.Rows.class);
        job.setNumReduceTasks(1);
        job.setMapOutputKeyClass(Text.class);
        job.setMapOutputValueClass(BytesWritable.class);
        job.setOutputKeyClass(Text.class);
        job.setOutputValueClass(NullWritable.class);
        LazyOutputFormat.setOutputFormatClass(job, TextOutputFormat.class);
    }

    /** Names as they stand in tables. */
    public static final class Encoded extends Mapper<Text, BytesWritable, Text, BytesWritable> {
        @Override
        protected void map(Text name, BytesWritable state, Context context) throws IOException, InterruptedException {
            String text = name.toString();
            context.write(new Text(text.charAt(0) + IdTable.encode(text.substring(1))), state);
        }
    }
}
