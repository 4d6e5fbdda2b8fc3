package io.wetoken.flink.live;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import io.wetoken.store.Profiles;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** What an account did of late, from its valid acts; keyed by actor. */
final class FoldProfile extends KeyedProcessFunction<String, JudgedEvent, Profile> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    private transient ValueState<Profile> profile;

    @Override
    public void open(OpenContext context) {
        profile = getRuntimeContext()
                .getState(Kept.state("profile-365d", new CodecSerializer<>(Codecs.PROFILE), Kept.ACCOUNT));
    }

    @Override
    public void processElement(JudgedEvent judged, Context context, Collector<Profile> out) throws Exception {
        profile.update(with(profile.value(), judged.getEvent()));
        Pulse.next(context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Profile> out) throws Exception {
        if (profile.value() != null) {
            out.collect(profile.value());
        }
    }

    /** @param known null for a new account */
    static Profile with(Profile known, BehaviourEvent event) {
        long at = TrueTime.of(event);
        Profile before = known == null
                ? new Profile(new AccountId(event.getActor()), at, at, 0, 0, List.of(), List.of())
                : known;
        boolean plays = event.getKind() == EventKind.PLAY || event.getKind() == EventKind.LIVE_PLAY;
        return new Profile(
                before.account(),
                Math.min(before.firstSeen(), at),
                Math.max(before.lastSeen(), at),
                before.plays() + (plays ? 1 : 0),
                before.likes() + (event.getKind() == EventKind.LIKE ? 1 : 0),
                recent(before.recent(), event, at),
                seen(before.seen(), event));
    }

    private static List<Interaction> recent(List<Interaction> known, BehaviourEvent event, long at) {
        if (!tellsTaste(event) || event.getContent() == null || event.getOwner() == null) {
            return known;
        }
        Interaction act = new Interaction(
                new ContentId(event.getContent()),
                new AccountId(event.getOwner()),
                event.getKind().name(),
                at);
        List<Interaction> recent = new ArrayList<>(known);
        int place = 0;
        while (place < recent.size() && recent.get(place).at() > at) {
            place++;
        }
        recent.add(place, act);
        return recent.size() > Profiles.MAX_RECENT ? recent.subList(0, Profiles.MAX_RECENT) : recent;
    }

    /** In the order in which the events came: what comes late was seen all the same. */
    private static List<ContentId> seen(List<ContentId> known, BehaviourEvent event) {
        if (event.getContent() == null || !shows(event)) {
            return known;
        }
        ContentId content = new ContentId(event.getContent());
        if (!known.isEmpty() && known.get(0).equals(content)) {
            return known;
        }
        List<ContentId> seen = new ArrayList<>(known);
        seen.remove(content);
        seen.add(0, content);
        return seen.size() > Profiles.MAX_SEEN ? seen.subList(0, Profiles.MAX_SEEN) : seen;
    }

    private static boolean shows(BehaviourEvent event) {
        return switch (event.getKind()) {
            case IMPRESSION, PLAY, SKIP -> true;
            default -> false;
        };
    }

    private static boolean tellsTaste(BehaviourEvent event) {
        return switch (event.getKind()) {
            case PLAY, SKIP, LIKE, COMMENT, SHARE, FOLLOW, LIVE_PLAY, GIFT, TIP, PURCHASE, REPORT -> true;
            case OPEN, HEARTBEAT, IMPRESSION, RELEASE, LIVE_START, LIVE_STOP -> false;
        };
    }
}
