package io.wetoken.behaviour;

import io.wetoken.behaviour.avro.BehaviourEvent;
import java.util.concurrent.TimeUnit;

/** When something really happened: the device's clock may be wrong, but the time between two of its readings is right. */
public final class TrueTime {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

    private TrueTime() {}

    /** {@code received − (sent − at)}, ms since 1970; never after {@code received}, for nothing is received before it happens. */
    public static long of(BehaviourEvent event) {
        return event.getReceived() - Math.max(0, event.getSent() - event.getAt());
    }

    /** Time watched in ms, within 0 and a day; 0 when the event names none. */
    public static long watched(BehaviourEvent event) {
        Long watchMs = event.getWatchMs();
        return watchMs == null ? 0 : Math.max(0, Math.min(watchMs, DAY_MS));
    }
}
