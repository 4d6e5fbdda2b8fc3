package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;

/**
 * An event as the rules see it.
 *
 * @param token what its served-item token is worth
 */
public record Act(BehaviourEvent event, Token token) {
    /** Whose token nobody has looked at. */
    public Act(BehaviourEvent event) {
        this(event, Token.NONE);
    }

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

    /** Where states keep what belongs to its kind; never changes, for states are kept over releases. */
    int place() {
        return switch (event.getKind()) {
            case OPEN -> 0;
            case HEARTBEAT -> 1;
            case IMPRESSION -> 2;
            case PLAY -> 3;
            case SKIP -> 4;
            case LIKE -> 5;
            case COMMENT -> 6;
            case SHARE -> 7;
            case FOLLOW -> 8;
            case RELEASE -> 9;
            case LIVE_START -> 10;
            case LIVE_PLAY -> 11;
            case LIVE_STOP -> 12;
            case GIFT -> 13;
            case TIP -> 14;
            case PURCHASE -> 15;
            case REPORT -> 16;
        };
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
