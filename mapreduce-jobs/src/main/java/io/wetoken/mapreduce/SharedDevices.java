package io.wetoken.mapreduce;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.DeviceId;
import io.wetoken.behaviour.points.Persons;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;

/** Finds the devices that tie accounts into persons. Those few, and the persons they make, fit the driver's memory. */
final class SharedDevices implements Statistic {
    private static final String NAME = "shared-devices";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Job job, Work work) throws IOException {
        SequenceInput.configure(job, work.path(AccountDays.DEVICES));
        job.setMapperClass(Mapper.class);
        job.setReducerClass(KeepShared.class);
        Outputs.sequence(job);
    }

    @Override
    public void finish(Job job, Work work) throws IOException {
        Map<DeviceId, SortedSet<AccountId>> shared = new TreeMap<>();
        work.read(
                NAME + "/shared",
                (device, account) -> shared.computeIfAbsent(new DeviceId(device), any -> new TreeSet<>())
                        .add(new AccountId(Texts.of(account))));
        work.writePersons(Persons.of(shared, ActivityRules.reference().person().accountsADevice()));
    }

    /** Holds the accounts of one device. */
    public static final class KeepShared extends Reducer<Text, BytesWritable, Text, BytesWritable> {
        private final int most = ActivityRules.reference().person().accountsADevice();
        private Outputs outputs;

        @Override
        protected void setup(Context context) {
            outputs = new Outputs(context);
        }

        @Override
        protected void reduce(Text device, Iterable<BytesWritable> accounts, Context context)
                throws IOException, InterruptedException {
            SortedSet<String> distinct = new TreeSet<>();
            accounts.forEach(account -> distinct.add(Texts.of(account.copyBytes())));
            if (distinct.size() > most) {
                for (String account : distinct) {
                    outputs.write("shared", device.toString(), Texts.bytes(account));
                }
            }
        }

        @Override
        protected void cleanup(Context context) throws IOException, InterruptedException {
            outputs.close();
        }
    }
}
