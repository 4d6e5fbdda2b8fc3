package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import java.util.Optional;

/** What all signals ask of an event. */
final class Acts {
    private Acts() {}

    static boolean valid(JudgedEvent judged) {
        return judged.getVerdict() == Verdict.VALID;
    }

    static boolean watches(BehaviourEvent event) {
        return event.getKind() == EventKind.PLAY || event.getKind() == EventKind.LIVE_PLAY;
    }

    static boolean effectivePlay(BehaviourEvent event, ActivityRules.Effective effective) {
        return watches(event) && effective.play(TrueTime.watched(event), length(event));
    }

    static boolean effectiveRelease(BehaviourEvent event, ActivityRules.Effective effective) {
        return event.getKind() == EventKind.RELEASE && own(event) && effective.release(length(event));
    }

    /** Whoever releases what somebody else made, as the guard resolved it, has made nothing. */
    private static boolean own(BehaviourEvent event) {
        return text(event.getOwner()).map(event.getActor()::equals).orElse(true);
    }

    /** An optional field; an empty text says nothing. */
    static Optional<String> text(String field) {
        return Optional.ofNullable(field).filter(value -> !value.isEmpty());
    }

    private static long length(BehaviourEvent event) {
        return event.getLengthMs() == null ? 0 : event.getLengthMs();
    }
}
