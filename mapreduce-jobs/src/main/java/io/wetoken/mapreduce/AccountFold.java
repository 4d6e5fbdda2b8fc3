package io.wetoken.mapreduce;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.points.Watched;
import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.mapreduce.core.AccountDay;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Reducer;

/** The reducing side of {@link AccountDays}. */
final class AccountFold {
    private static final int DATE_LENGTH = "2026-11-21".length();

    private AccountFold() {}

    private static AccountDay fold(Iterable<BytesWritable> states) {
        AccountDay folded = AccountDay.NONE;
        for (BytesWritable state : states) {
            folded = folded.merge(AccountDay.decode(state.copyBytes()));
        }
        return folded;
    }

    /** Folds what one mapper emitted. */
    public static final class Combine extends Reducer<Text, BytesWritable, Text, BytesWritable> {
        @Override
        protected void reduce(Text key, Iterable<BytesWritable> states, Context context)
                throws IOException, InterruptedException {
            context.write(key, new BytesWritable(fold(states).encode()));
        }
    }

    /** Keeps the totals of the days in memory: some 12 kB a day. */
    public static final class Sum extends Reducer<Text, BytesWritable, Text, BytesWritable> {
        private final Map<String, DayTotals> totals = new TreeMap<>();
        private String paid = "";
        private Outputs outputs;

        @Override
        protected void setup(Context context) {
            paid = Work.of(context.getConfiguration()).epoch().toString();
            outputs = new Outputs(context);
        }

        @Override
        protected void reduce(Text key, Iterable<BytesWritable> states, Context context)
                throws IOException, InterruptedException {
            String text = key.toString();
            String day = text.substring(0, DATE_LENGTH);
            AccountDay folded = fold(states);
            totals.computeIfAbsent(day, any -> new DayTotals()).plus(folded.presence());
            if (day.equals(paid)) {
                pass(text.substring(DATE_LENGTH), folded.deeds());
            }
        }

        private void pass(String account, Deeds deeds) throws IOException, InterruptedException {
            outputs.write("deeds", account, Evidence.of(account, deeds.withoutWatches()));
            for (Watched watched : Watched.of(new AccountId(account), deeds)) {
                outputs.write("watches", watched.watch().device().value(), watched.encode());
            }
            for (var device : deeds.devices()) {
                outputs.write("devices", device.value(), Texts.bytes(account));
            }
        }

        @Override
        protected void cleanup(Context context) throws IOException, InterruptedException {
            for (Map.Entry<String, DayTotals> day : totals.entrySet()) {
                outputs.write("totals", day.getKey(), day.getValue().encode());
            }
            outputs.close();
        }
    }
}
