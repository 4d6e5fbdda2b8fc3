package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;

/** An event as the rules see it. */
public record Act(BehaviourEvent event) {
    long received() {
        return event.getReceived();
    }

    /** Days since 1970 of {@link #received}. */
    long day() {
        return Epoch.of(received()).day();
    }

    /** When it happened; for watching, when that ended. */
    long trueTime() {
        return TrueTime.of(event);
    }

    /** How long it waited on the device. */
    long delay() {
        return Math.max(0, event.getSent() - event.getAt());
    }

    /** Whether it claims time watched. */
    boolean watches() {
        return (event.getKind() == EventKind.PLAY || event.getKind() == EventKind.LIVE_PLAY) && claimedMs() > 0;
    }

    /** The time watched as it was claimed, in ms, however absurd. */
    long claimedMs() {
        return event.getWatchMs() == null ? 0 : Math.max(0, event.getWatchMs());
    }

    /** Beginning of the watching; a claim beyond a day counts as a day. */
    long watchStart() {
        return trueTime() - TrueTime.watched(event);
    }

    /** How often a person can do such a thing. */
    Pace pace() {
        return switch (event.getKind()) {
            case LIKE, COMMENT, SHARE, FOLLOW, RELEASE, GIFT, TIP, PURCHASE, REPORT -> Pace.TAPS;
            case PLAY, SKIP, LIVE_PLAY -> Pace.VIEWS;
            case OPEN, HEARTBEAT, IMPRESSION, LIVE_START, LIVE_STOP -> Pace.SIGNS;
        };
    }

    /** Kinds of acts by how fast they can follow each other. */
    enum Pace {
        TAPS(0),
        VIEWS(1),
        SIGNS(2);

        private final int place;

        Pace(int place) {
            this.place = place;
        }

        /** Where states keep what belongs to it; never changes, for states are kept over releases. */
        int place() {
            return place;
        }
    }
}
