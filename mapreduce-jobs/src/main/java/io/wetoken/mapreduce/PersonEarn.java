package io.wetoken.mapreduce;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.points.Confirmed;
import io.wetoken.behaviour.points.PersonCap;
import io.wetoken.behaviour.points.PersonPoints;
import io.wetoken.behaviour.points.Persons;
import io.wetoken.behaviour.points.Watched;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.mapreduce.core.PersonDay;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;

/** The reducing side of {@link PersonDays}; holds the accounts of one person, and the day's confirmed transfers. */
public final class PersonEarn extends Reducer<Text, BytesWritable, Text, BytesWritable> {
    private final ActivityRules rules = ActivityRules.reference();
    private Persons persons = Persons.ALL_DISTINCT;
    private Confirmed confirmed = Confirmed.NONE;
    private Outputs outputs;

    @Override
    protected void setup(Context context) throws IOException {
        Work work = Work.of(context.getConfiguration());
        persons = work.readPersons();
        confirmed = work.readConfirmed();
        outputs = new Outputs(context);
    }

    @Override
    protected void reduce(Text person, Iterable<BytesWritable> evidence, Context context)
            throws IOException, InterruptedException {
        Map<AccountId, Deeds> deeds = new TreeMap<>();
        List<Watched> watched = new ArrayList<>();
        evidence.forEach(bytes -> Evidence.read(bytes.copyBytes(), deeds::put, watched::add));
        PersonDay day = new PersonDay(
                new AccountId(person.toString()), PersonPoints.of(deeds, watched, persons, confirmed, rules));
        outputs.write("earned", person.toString(), day.encode());
        outputs.write(
                "sums",
                person.toString(),
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(PersonCap.sum(day.accounts()))
                        .array());
    }

    @Override
    protected void cleanup(Context context) throws IOException, InterruptedException {
        outputs.close();
    }
}
