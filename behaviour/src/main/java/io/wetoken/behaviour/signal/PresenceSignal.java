package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;

/** Folds the valid events of one account and one epoch into its {@link Presence}. */
final class PresenceSignal implements Signal<Presence> {
    /** The minutes as a set of bits; the longer form of all but very broken days. */
    private static final int MINUTES = 1;

    /** The minutes as stretches. */
    private static final int STRETCHES = 2;

    private static final int MOST_STRETCHES = 60;
    private static final long MINUTE_MS = 60_000;

    private final ActivityRules.Effective effective;

    PresenceSignal(ActivityRules.Effective effective) {
        this.effective = effective;
    }

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public Presence zero() {
        return Presence.NONE;
    }

    @Override
    public Presence add(Presence state, JudgedEvent judged) {
        if (!Acts.valid(judged)) {
            return state;
        }
        BehaviourEvent event = judged.getEvent();
        return new Presence(
                true,
                state.effectivePlays() + one(Acts.effectivePlay(event, effective)),
                state.effectiveReleases() + one(Acts.effectiveRelease(event, effective)),
                state.likes() + one(event.getKind() == EventKind.LIKE),
                state.comments() + one(event.getKind() == EventKind.COMMENT),
                online(state.online(), event));
    }

    private static Minutes online(Minutes minutes, BehaviourEvent event) {
        long dayStart = Epoch.of(event.getReceived()).start();
        long end = TrueTime.of(event) - dayStart;
        long watched = Acts.watches(event) ? TrueTime.watched(event) : 0;
        long last = watched == 0 ? end : end - 1;
        return minutes.with(Math.floorDiv(end - watched, MINUTE_MS), Math.floorDiv(last, MINUTE_MS));
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }

    @Override
    public Presence merge(Presence left, Presence right) {
        return new Presence(
                left.active() || right.active(),
                left.effectivePlays() + right.effectivePlays(),
                left.effectiveReleases() + right.effectiveReleases(),
                left.likes() + right.likes(),
                left.comments() + right.comments(),
                left.online().or(right.online()));
    }

    @Override
    public byte[] encode(Presence state) {
        boolean few = state.online().runs() <= MOST_STRETCHES;
        ByteWriter out = new ByteWriter()
                .number(few ? STRETCHES : MINUTES)
                .number(one(state.active()))
                .number(state.effectivePlays())
                .number(state.effectiveReleases())
                .number(state.likes())
                .number(state.comments());
        if (few) {
            state.online().writeRuns(out);
        } else {
            state.online().write(out);
        }
        return out.bytes();
    }

    @Override
    public Presence decode(byte[] bytes) {
        ByteReader in = new ByteReader(name(), bytes);
        int version = in.version(MINUTES, STRETCHES);
        Presence state = new Presence(
                in.number() != 0,
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                version == MINUTES ? Minutes.read(in) : Minutes.readRuns(in));
        in.end();
        return state;
    }
}
