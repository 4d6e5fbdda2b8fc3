package io.wetoken.mapreduce;

import io.wetoken.behaviour.points.DeviceTime;
import io.wetoken.behaviour.points.Persons;
import io.wetoken.behaviour.points.Watched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;

/** Gives each instant of a device to one account, and passes the parts on by person. */
final class DeviceTimes implements Statistic {
    static final String ATTRIBUTED = "device-times/attributed";

    @Override
    public String name() {
        return "device-times";
    }

    @Override
    public void configure(Job job, Work work) throws IOException {
        SequenceInput.configure(job, work.path(AccountDays.WATCHES));
        job.setMapperClass(Mapper.class);
        job.setReducerClass(Attribute.class);
        Outputs.sequence(job);
    }

    /** Holds the watching of one device. */
    public static final class Attribute extends Reducer<Text, BytesWritable, Text, BytesWritable> {
        private Persons persons = Persons.ALL_DISTINCT;
        private Outputs outputs;

        @Override
        protected void setup(Context context) throws IOException {
            persons = Work.of(context.getConfiguration()).readPersons();
            outputs = new Outputs(context);
        }

        @Override
        protected void reduce(Text device, Iterable<BytesWritable> watching, Context context)
                throws IOException, InterruptedException {
            List<Watched> watched = new ArrayList<>();
            watching.forEach(bytes -> watched.add(Watched.decode(bytes.copyBytes())));
            for (Watched part : DeviceTime.attribute(watched, persons)) {
                outputs.write("attributed", persons.of(part.account()).value(), Evidence.of(part));
            }
        }

        @Override
        protected void cleanup(Context context) throws IOException, InterruptedException {
            outputs.close();
        }
    }
}
