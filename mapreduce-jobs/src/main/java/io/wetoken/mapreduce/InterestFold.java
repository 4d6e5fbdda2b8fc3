package io.wetoken.mapreduce;

import io.wetoken.mapreduce.core.Favour;
import io.wetoken.mapreduce.core.Taste;
import java.io.IOException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;

/** The reducing side of {@link Interests}. */
final class InterestFold {
    private InterestFold() {}

    private static byte[] folded(Text key, Iterable<BytesWritable> states) {
        if (key.charAt(0) == Interests.TASTE) {
            Taste taste = new Taste();
            states.forEach(state -> taste.add(Taste.decode(state.copyBytes())));
            return taste.encode();
        }
        Favour favour = Favour.NONE;
        for (BytesWritable state : states) {
            favour = favour.again(Favour.decode(state.copyBytes()));
        }
        return favour.encode();
    }

    /** Folds what one mapper emitted. */
    public static final class Combine extends Reducer<Text, BytesWritable, Text, BytesWritable> {
        @Override
        protected void reduce(Text key, Iterable<BytesWritable> states, Context context)
                throws IOException, InterruptedException {
            context.write(key, new BytesWritable(folded(key, states)));
        }
    }

    /** Takes the viewer off the key. */
    public static final class Sum extends Reducer<Text, BytesWritable, Text, BytesWritable> {
        private Outputs outputs;

        @Override
        protected void setup(Context context) {
            outputs = new Outputs(context);
        }

        @Override
        protected void reduce(Text key, Iterable<BytesWritable> states, Context context)
                throws IOException, InterruptedException {
            byte[] folded = folded(key, states);
            String name = key.toString();
            if (name.charAt(0) == Interests.TASTE) {
                outputs.write("folded", name, folded);
            } else {
                Favour favour = Favour.decode(folded).ofAViewer();
                if (!favour.equals(Favour.NONE)) {
                    outputs.write("folded", name.substring(0, name.indexOf(Interests.BETWEEN)), favour.encode());
                }
            }
        }

        @Override
        protected void cleanup(Context context) throws IOException, InterruptedException {
            outputs.close();
        }
    }
}
