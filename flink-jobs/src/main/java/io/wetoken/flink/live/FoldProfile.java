package io.wetoken.flink.live;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.flink.live.core.Tastes;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import io.wetoken.flink.state.ProfileRow;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What an account did on its newest day, from its valid acts; keyed by actor. The store keeps each day, and whoever reads puts them together: so what is
 * written and what is kept is a day's, however long somebody has been here. An act of a day before is taken for one of the newest.
 *
 * <p>State: one row, until {@link #REMEMBERED} after the day's end by event time.
 */
final class FoldProfile extends KeyedProcessFunction<String, JudgedEvent, ProfileNow> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    /** A day is written whole, a fifth of the work for an act; a feed may know what was seen a second later. */
    private static final long EVERY_MS = 1_000;

    private static final long REMEMBERED = Duration.ofDays(1).toMillis();

    private transient ValueState<ProfileRow> newest;
    /** Of release 0.1.0, all days in one. */
    private transient ValueState<ProfileRow> older;

    @Override
    public void open(OpenContext context) {
        CodecSerializer<ProfileRow> rows = new CodecSerializer<>(Codecs.PROFILE);
        newest = getRuntimeContext().getState(new ValueStateDescriptor<>("profile-day", rows));
        older = getRuntimeContext().getState(Kept.state("profile-365d", rows, Kept.ACCOUNT));
    }

    @Override
    public void processElement(JudgedEvent judged, Context context, Collector<ProfileNow> out) throws Exception {
        Epoch day = day(judged, context.timerService().currentWatermark());
        ProfileRow known = known(context);
        if (known == null || known.day().compareTo(day) < 0) {
            if (known != null) {
                out.collect(now(known, context));
            }
            known = ProfileRow.of(day);
            forgetLater(known, context);
        }
        newest.update(with(known, judged.getEvent()));
        Pulse.next(context.timerService(), EVERY_MS);
    }

    /** What comes when its day is forgotten would be written instead of that day: it is taken for one of the present day. */
    private static Epoch day(JudgedEvent judged, long watermark) {
        Epoch own = Epoch.parse(judged.getEpoch());
        return own.end() + REMEMBERED <= watermark ? Epoch.of(watermark) : own;
    }

    private ProfileRow known(Context context) throws Exception {
        ProfileRow known = newest.value();
        ProfileRow before = known == null ? older.value() : null;
        if (before == null) {
            return known;
        }
        ProfileRow taken = before.ofItsLastDay();
        older.clear();
        newest.update(taken);
        forgetLater(taken, context);
        return taken;
    }

    private static void forgetLater(ProfileRow row, Context context) {
        context.timerService().registerEventTimeTimer(row.day().end() + REMEMBERED);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ProfileNow> out) throws Exception {
        ProfileRow row = known(context);
        if (row == null) {
            return;
        }
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            out.collect(now(row, context));
        } else if (row.day().end() + REMEMBERED <= timestamp) {
            out.collect(now(row, context)); // A replay may pass a day within a beat.
            newest.clear();
        }
    }

    private static ProfileNow now(ProfileRow row, Context context) {
        return new ProfileNow(row.day().toString(), row.profile(new AccountId(context.getCurrentKey())));
    }

    static ProfileRow with(ProfileRow known, BehaviourEvent event) {
        return known.with(Tastes.act(event).orElse(null), Tastes.seen(event).orElse(null));
    }
}
