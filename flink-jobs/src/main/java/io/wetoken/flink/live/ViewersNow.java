package io.wetoken.flink.live;

import io.wetoken.store.Tallies.Subject;
import io.wetoken.store.Tallies.Watching;

/** How many are watching a subject; in types that travel. */
public record ViewersNow(String subject, long viewers, long at) {
    Watching watching() {
        return new Watching(Subject.ofKey(subject), viewers, at);
    }
}
