package io.wetoken.flink.live;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What an account is watching; keyed by actor. It watches the room or the content of its last valid sign (a PLAY, a LIVE_PLAY, or a HEARTBEAT that names one)
 * in true time, until {@link #GRACE} after it: one thing at a time. Of two signs at one instant the greater key counts, so the order of arrival does not matter.
 *
 * <p>The end comes by the clock that is there first: the wall's, counted from the arrival of the sign, in which a replay of past days would never end; or the
 * watermark, which stands still when nothing more comes. State: one sign an account, gone with its end, so it needs no time to live.
 */
final class FoldWatching extends KeyedProcessFunction<String, JudgedEvent, WatchChange> {
    /** Two beats of a client that sends one every 30 s, so that a lost one is forgiven. */
    static final Duration GRACE = Duration.ofSeconds(60);

    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    private transient ValueState<Sign> sign;

    /**
     * @param until by event time
     * @param deadline by the wall clock
     */
    public record Sign(String subject, long until, long deadline) {
        boolean newerThan(Sign other) {
            return until == other.until ? subject.compareTo(other.subject) > 0 : until > other.until;
        }
    }

    static boolean shows(JudgedEvent judged) {
        return subject(judged.getEvent()).isPresent();
    }

    private static Optional<Subject> subject(BehaviourEvent event) {
        EventKind kind = event.getKind();
        if (kind != EventKind.PLAY && kind != EventKind.LIVE_PLAY && kind != EventKind.HEARTBEAT) {
            return Optional.empty();
        }
        if (event.getRoom() != null && !event.getRoom().isEmpty()) {
            return Optional.of(new Subject(Dimension.ROOM, event.getRoom()));
        }
        return Optional.ofNullable(event.getContent())
                .filter(content -> !content.isEmpty())
                .map(content -> new Subject(Dimension.CONTENT, content));
    }

    @Override
    public void open(OpenContext context) {
        sign = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("sign-of-watching", TypeInformation.of(Sign.class)));
    }

    @Override
    public void processElement(JudgedEvent judged, Context context, Collector<WatchChange> out) throws Exception {
        BehaviourEvent event = judged.getEvent();
        TimerService timers = context.timerService();
        long until = TrueTime.of(event) + GRACE.toMillis();
        long left = until - event.getReceived();
        if (left <= 0 || until <= timers.currentWatermark()) {
            return;
        }
        Sign now = new Sign(subject(event).orElseThrow().key(), until, timers.currentProcessingTime() + left);
        Sign known = sign.value();
        if (known == null) {
            out.collect(new WatchChange(now.subject(), 1));
            out.collect(new WatchChange(Subject.PLATFORM.key(), 1));
        } else if (!now.newerThan(known)) {
            return;
        } else if (!known.subject().equals(now.subject())) {
            out.collect(new WatchChange(known.subject(), -1));
            out.collect(new WatchChange(now.subject(), 1));
        }
        if (known != null) {
            timers.deleteEventTimeTimer(known.until());
            timers.deleteProcessingTimeTimer(known.deadline());
        }
        sign.update(now);
        timers.registerEventTimeTimer(now.until());
        timers.registerProcessingTimeTimer(now.deadline());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WatchChange> out) throws Exception {
        Sign known = sign.value();
        if (known == null) {
            return;
        }
        context.timerService().deleteEventTimeTimer(known.until());
        context.timerService().deleteProcessingTimeTimer(known.deadline());
        sign.clear();
        out.collect(new WatchChange(known.subject(), -1));
        out.collect(new WatchChange(Subject.PLATFORM.key(), -1));
    }
}
