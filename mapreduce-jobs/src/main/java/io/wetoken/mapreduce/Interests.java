package io.wetoken.mapreduce;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.mapreduce.core.Favour;
import io.wetoken.mapreduce.core.Taste;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;

/** Folds valid acts by content and viewer, and by account; leaves each viewer's favour under its content, and each account's taste. */
final class Interests implements Statistic {
    static final String NAME = "interests";
    static final String FOLDED = NAME + "/folded";

    /** What a key begins with. */
    static final char FAVOUR = 'f';

    static final char TASTE = 't';

    /** Between content and viewer; no id holds it. */
    static final char BETWEEN = '\0';

    private final HadoopSource archive;
    private final List<ClosedDay> days;

    Interests(HadoopSource archive, List<ClosedDay> days) {
        this.archive = archive;
        this.days = days;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Job job, Work work) throws IOException {
        List<ManifestFile> files =
                days.stream().flatMap(day -> day.judged().stream()).toList();
        JudgedInput.configure(
                job, files.stream().map(file -> archive.path(file.getPath())).toList());
        job.setMapperClass(OfAnAct.class);
        job.setCombinerClass(InterestFold.Combine.class);
        job.setReducerClass(InterestFold.Sum.class);
        Outputs.sequence(job);
    }

    /** What one act says of its content and its actor. */
    public static final class OfAnAct extends Mapper<Void, JudgedEvent, Text, BytesWritable> {
        private final Text key = new Text();
        private final BytesWritable value = new BytesWritable();

        @Override
        protected void map(Void none, JudgedEvent judged, Context context) throws IOException, InterruptedException {
            if (judged.getVerdict() != Verdict.VALID) {
                return;
            }
            BehaviourEvent event = judged.getEvent();
            Favour favour = Favour.of(event);
            if (!favour.equals(Favour.NONE)) {
                emit(FAVOUR + event.getContent() + BETWEEN + event.getActor(), favour.encode(), context);
            }
            Taste taste = Taste.of(event);
            if (!taste.isEmpty()) {
                emit(TASTE + event.getActor(), taste.encode(), context);
            }
        }

        private void emit(String name, byte[] state, Context context) throws IOException, InterruptedException {
            key.set(name);
            value.set(state, 0, state.length);
            context.write(key, value);
        }
    }
}
