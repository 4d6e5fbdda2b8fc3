package io.wetoken.flink.live;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.flink.live.core.Tally;
import io.wetoken.store.Tallies;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.util.Optional;

/**
 * A subject's figures at a moment, in types that travel.
 *
 * @param subject {@link Subject#key}
 * @param epoch empty: since the beginning
 */
public record TallyNow(
        String subject,
        String epoch,
        long plays,
        long watchMs,
        long likes,
        long comments,
        long shares,
        long viewersApprox) {
    static TallyNow of(String subject, String epoch, Tally tally) {
        ContentFigures counts = tally.counts();
        return new TallyNow(
                subject,
                epoch,
                counts.plays(),
                counts.watchMs(),
                counts.likes(),
                counts.comments(),
                counts.shares(),
                tally.viewersApprox());
    }

    boolean ofCreatorsDay() {
        return !epoch.isEmpty() && Subject.ofKey(subject).dimension() == Dimension.CREATOR;
    }

    Tallies.Tally tally() {
        return new Tallies.Tally(
                Subject.ofKey(subject),
                epoch.isEmpty() ? Optional.empty() : Optional.of(Epoch.parse(epoch)),
                new Counts(plays, watchMs, likes, comments, shares, viewersApprox));
    }
}
