package io.wetoken.mapreduce;

import io.wetoken.mapreduce.core.Favour;
import io.wetoken.mapreduce.core.Taste;
import java.io.IOException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.MultipleOutputs;

/** The reducing side of {@link InterestRows}. */
final class InterestTables {
    private InterestTables() {}

    private static Favour sum(Iterable<BytesWritable> states) {
        Favour sum = Favour.NONE;
        for (BytesWritable state : states) {
            sum = sum.plus(Favour.decode(state.copyBytes()));
        }
        return sum;
    }

    /** Adds up what one mapper read of a content; an account's taste is whole already. */
    public static final class Combine extends Reducer<Text, BytesWritable, Text, BytesWritable> {
        @Override
        protected void reduce(Text key, Iterable<BytesWritable> states, Context context)
                throws IOException, InterruptedException {
            if (key.charAt(0) == Interests.FAVOUR) {
                context.write(key, new BytesWritable(sum(states).encode()));
            } else {
                for (BytesWritable state : states) {
                    context.write(key, state);
                }
            }
        }
    }

    /** Writes the rows of the two tables. */
    public static final class Rows extends Reducer<Text, BytesWritable, Text, NullWritable> {
        private MultipleOutputs<Text, NullWritable> outputs;

        @Override
        protected void setup(Context context) {
            outputs = new MultipleOutputs<>(context);
        }

        @Override
        protected void reduce(Text key, Iterable<BytesWritable> states, Context context)
                throws IOException, InterruptedException {
            String name = key.toString().substring(1);
            if (key.charAt(0) == Interests.FAVOUR) {
                write("favour", name + "," + sum(states).row());
            } else {
                for (BytesWritable state : states) {
                    for (String row : Taste.decode(state.copyBytes()).rows()) {
                        write("taste", name + "," + row);
                    }
                }
            }
        }

        private void write(String table, String row) throws IOException, InterruptedException {
            outputs.write(new Text(row), NullWritable.get(), table + "/part");
        }

        @Override
        protected void cleanup(Context context) throws IOException, InterruptedException {
            outputs.close();
        }
    }
}
