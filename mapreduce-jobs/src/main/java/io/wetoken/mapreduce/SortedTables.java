package io.wetoken.mapreduce;

import io.wetoken.mapreduce.core.Table;
import java.io.IOException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.MultipleOutputs;

/** The reducing side of {@link PointRows}: takes the table's name off again. */
public final class SortedTables extends Reducer<Text, NullWritable, Text, NullWritable> {
    private MultipleOutputs<Text, NullWritable> outputs;

    @Override
    protected void setup(Context context) {
        outputs = new MultipleOutputs<>(context);
    }

    @Override
    protected void reduce(Text line, Iterable<NullWritable> once, Context context)
            throws IOException, InterruptedException {
        String text = line.toString();
        int end = text.indexOf(PointRows.SEPARATOR);
        Table table = Table.valueOf(text.substring(0, end));
        outputs.write(new Text(text.substring(end + 1)), NullWritable.get(), table.key() + "/part");
    }

    @Override
    protected void cleanup(Context context) throws IOException, InterruptedException {
        outputs.close();
    }
}
