package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.feed.Candidate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * What pages show of clips. Counts are read again after {@link KnownClips#FRESH}: at once while pages are few, {@value #ROWS_A_SECOND} a second; beyond that a page
 * shows what is known, and {@link #renew}, called again and again by {@link ReadAhead}, reads it for the next.
 */
final class ShownClips {
    /** Five pages of twenty: more of them would wait for one another. */
    private static final int ROWS_A_SECOND = 100;

    /** Of those that pages showed; what is above is shown again, or goes round with all. */
    private static final int WAITING = 1_000;

    private final KnownClips known;
    private final InstantSource clock;
    private final Allowance allowance;
    private final ArrayBlockingQueue<ContentId> waiting = new ArrayBlockingQueue<>(WAITING);

    ShownClips(KnownClips known, InstantSource clock) {
        this.known = known;
        this.clock = clock;
        this.allowance = new Allowance(ROWS_A_SECOND, clock);
    }

    /** Of candidates that a page shows, with counts of now where that may be; as it was when it became a candidate, where it has gone since. */
    List<Known> of(List<Candidate> page) {
        List<Known> shown = new ArrayList<>(page.size());
        List<ContentId> old = new ArrayList<>();
        long oldest = Long.MAX_VALUE;
        long stale = clock.millis() - KnownClips.FRESH.toMillis();
        for (Candidate candidate : page) {
            Known of = Known.of(candidate);
            shown.add(of);
            oldest = Math.min(oldest, of.at());
            if (of.at() < stale) {
                old.add(of.clip().content());
            }
        }
        boolean forgotten = oldest < clock.millis() - KnownClips.FORGOTTEN.toMillis();
        if (old.isEmpty()) {
            return shown;
        }
        if (forgotten || allowance.take(old.size())) {
            Map<ContentId, Candidate> read = known.read(old);
            shown.replaceAll(of -> {
                Candidate now = read.get(of.clip().content());
                return now == null ? of : Known.of(now);
            });
        } else {
            for (ContentId content : old) {
                var unused = waiting.offer(content);
            }
        }
        return shown;
    }

    /** Reads again at most so many of those that pages showed as they were known. */
    void renew(int atMost) {
        List<ContentId> shown = new ArrayList<>(atMost);
        waiting.drainTo(shown, atMost);
        Set<ContentId> again = new LinkedHashSet<>(shown);
        again.removeIf(known::isFresh);
        known.read(again);
    }
}
