package io.wetoken.mapreduce;

import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.mapreduce.core.AccountDay;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Folds the signals by day and account. Leaves the totals of every day for the indicators, and of the epoch's own day the deeds by account, the watching by
 * device and who used which device.
 */
final class AccountDays implements Statistic {
    static final String NAME = "account-days";
    static final String TOTALS = NAME + "/totals";
    static final String DEEDS = NAME + "/deeds";
    static final String WATCHES = NAME + "/watches";
    static final String DEVICES = NAME + "/devices";
    /** In place of a day: the epoch's own day by every judged event, valid or not. As long as a date, which keys begin with. */
    static final String RAW = "all events";

    /** {@code REASON=events}, one a line, by reason. */
    private static final String EXCLUDED = "wetoken.excluded";

    private final HadoopSource archive;
    private final List<ClosedDay> days;

    AccountDays(HadoopSource archive, List<ClosedDay> days) {
        this.archive = archive;
        this.days = days;
    }

    /** What the mappers saw, to be compared with what the manifests promise. */
    enum Read {
        EVENTS
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
        job.setMapperClass(ByAccount.class);
        job.setCombinerClass(AccountFold.Combine.class);
        job.setReducerClass(AccountFold.Sum.class);
        Outputs.sequence(job);
    }

    @Override
    public void finish(Job job, Work work) throws IOException {
        long expected = days.stream()
                .flatMap(day -> day.judged().stream())
                .mapToLong(ManifestFile::getRows)
                .sum();
        long read = job.getCounters().findCounter(Read.EVENTS).getValue();
        if (read != expected) {
            throw new IOException("The manifests of " + days.get(0).epoch() + " to " + work.epoch() + " promise "
                    + expected + " judged events, but the files hold " + read);
        }
        SortedMap<String, Long> excluded = new TreeMap<>();
        job.getCounters().getGroup(EXCLUDED).forEach(counter -> excluded.put(counter.getName(), counter.getValue()));
        work.conf()
                .set(
                        EXCLUDED,
                        String.join(
                                "\n",
                                excluded.entrySet().stream()
                                        .map(Object::toString)
                                        .toList()));
    }

    /** How many suspect events of the epoch's own day each reason was given for, once the job has run; an event may have several. */
    static SortedMap<String, Long> excluded(Work work) {
        SortedMap<String, Long> excluded = new TreeMap<>();
        work.conf().get(EXCLUDED, "").lines().forEach(line -> {
            int sign = line.lastIndexOf('=');
            excluded.put(line.substring(0, sign), Long.parseLong(line.substring(sign + 1)));
        });
        return excluded;
    }

    /** Emits every act by its actor, and names the owner so that it is among the day's accounts. */
    public static final class ByAccount extends Mapper<Void, JudgedEvent, Text, BytesWritable> {
        private final Text key = new Text();
        private final BytesWritable value = new BytesWritable();
        private final byte[] nothing = AccountDay.NONE.encode();
        private String paid = "";

        @Override
        protected void setup(Context context) {
            paid = Work.of(context.getConfiguration()).epoch().toString();
        }

        @Override
        protected void map(Void none, JudgedEvent judged, Context context) throws IOException, InterruptedException {
            context.getCounter(Read.EVENTS).increment(1);
            boolean today = judged.getEpoch().equals(paid);
            String actor = judged.getEvent().getActor();
            if (today) {
                emit(RAW, actor, AccountDay.unjudged(judged).encode(), context);
            }
            if (judged.getVerdict() != Verdict.VALID) {
                if (today) {
                    judged.getReasons()
                            .forEach(reason ->
                                    context.getCounter(EXCLUDED, reason).increment(1));
                }
                return;
            }
            emit(judged.getEpoch(), actor, AccountDay.of(judged, today).encode(), context);
            String owner = judged.getEvent().getOwner();
            if (today && owner != null && !owner.isEmpty()) {
                emit(judged.getEpoch(), owner, nothing, context);
            }
        }

        private void emit(String day, String account, byte[] state, Context context)
                throws IOException, InterruptedException {
            key.set(day + account);
            value.set(state, 0, state.length);
            context.write(key, value);
        }
    }
}
