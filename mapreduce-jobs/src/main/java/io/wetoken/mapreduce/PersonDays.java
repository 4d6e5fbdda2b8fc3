package io.wetoken.mapreduce;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.points.PersonCap;
import io.wetoken.behaviour.points.Persons;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;

/** Points and affinity of each person, and from the median person the cap. */
final class PersonDays implements Statistic {
    static final String EARNED = "person-days/earned";
    /** The cap in micro-points, for {@link PointRows}. */
    static final String CAP = "wetoken.cap";

    private static final String SUMS = "person-days/sums";

    @Override
    public String name() {
        return "person-days";
    }

    @Override
    public void configure(Job job, Work work) throws IOException {
        SequenceInput.configure(job, work.path(AccountDays.DEEDS), work.path(DeviceTimes.ATTRIBUTED));
        job.setMapperClass(ByPerson.class);
        job.setReducerClass(PersonEarn.class);
        Outputs.sequence(job);
    }

    /** The exact median needs every person's sum: 8 bytes a person in the driver, 80 MB for ten million. */
    @Override
    public void finish(Job job, Work work) throws IOException {
        LongStream.Builder sums = LongStream.builder();
        work.read(SUMS, (person, sum) -> sums.add(ByteBuffer.wrap(sum).getLong()));
        PersonCap cap = PersonCap.of(
                sums.build().toArray(), ActivityRules.reference().person().capMedians());
        work.conf().setLong(CAP, cap.limit());
    }

    /** Deeds come by account and attributed watching by person, who is named by one of the accounts: one look-up serves both. */
    public static final class ByPerson extends Mapper<Text, BytesWritable, Text, BytesWritable> {
        private Persons persons = Persons.ALL_DISTINCT;

        @Override
        protected void setup(Context context) throws IOException {
            persons = Work.of(context.getConfiguration()).readPersons();
        }

        @Override
        protected void map(Text id, BytesWritable value, Context context) throws IOException, InterruptedException {
            context.write(new Text(persons.of(new AccountId(id.toString())).value()), value);
        }
    }
}
