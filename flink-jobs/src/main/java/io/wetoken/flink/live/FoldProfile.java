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
import io.wetoken.flink.state.ProfileRow;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** What an account did of late, from its valid acts; keyed by actor. */
final class FoldProfile extends KeyedProcessFunction<String, JudgedEvent, Profile> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    /** A profile is written whole, a fifth of the work for an act; a feed may know what was seen a second later. */
    private static final long EVERY_MS = 1_000;

    private transient ValueState<ProfileRow> profile;

    @Override
    public void open(OpenContext context) {
        profile = getRuntimeContext()
                .getState(Kept.state("profile-365d", new CodecSerializer<>(Codecs.PROFILE), Kept.ACCOUNT));
    }

    @Override
    public void processElement(JudgedEvent judged, Context context, Collector<Profile> out) throws Exception {
        profile.update(with(profile.value(), judged.getEvent()));
        Pulse.next(context.timerService(), EVERY_MS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Profile> out) throws Exception {
        if (profile.value() != null) {
            out.collect(profile.value().profile());
        }
    }

    /** @param known null for a new account */
    static ProfileRow with(ProfileRow known, BehaviourEvent event) {
        long at = TrueTime.of(event);
        ContentId content = event.getContent() == null ? null : new ContentId(event.getContent());
        boolean plays = event.getKind() == EventKind.PLAY || event.getKind() == EventKind.LIVE_PLAY;
        ProfileRow before = known == null ? ProfileRow.of(new AccountId(event.getActor()), at) : known;
        return before.with(
                at,
                plays,
                event.getKind() == EventKind.LIKE,
                content == null || event.getOwner() == null || !tellsTaste(event)
                        ? null
                        : new Interaction(
                                content,
                                new AccountId(event.getOwner()),
                                event.getKind().name(),
                                at),
                shows(event) ? content : null);
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
