package io.wetoken.serving.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.file.ItemIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What was last read of clips and their counts, for as many as memory was given for: a page is ranked from some hundreds of candidates, and reading each of them
 * for every page would be all that a store does. About 800 bytes a clip.
 *
 * <p>How old it may be: where nothing was known it is read. What a page shows is read again by {@link ShownClips}. What trends and what is new is read again
 * {@link #LISTED_AT_ONCE} at a time, the oldest first. Of all others {@link #renew(int)}, called again and again by {@link ReadAhead}, goes round. So no page waits
 * for much, and the store has no bursts to answer.
 */
final class KnownClips {
    /** As what trends and what is new. */
    static final Duration FRESH = Duration.ofSeconds(1);
    /** A clip that is published meanwhile stands among the new at once; among candidates it may wait so long. */
    private static final Duration ABSENT = Duration.ofSeconds(10);
    /** What is older is read again, also when no page shows it: an erased owner must not be named for ever. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private static final int LISTED_AT_ONCE = 50;
    /** What the round above must have come by; it is never shown without being read anew. */
    static final Duration FORGOTTEN = Duration.ofHours(2);

    /** Of what is looked up by number so much is looked at: enough to know what is asked for, and to find what was forgotten. */
    private static final int LOOKED_AT_ONE_IN = 512;

    private static final int LOOKED_AT = 1_000;
    private final ClipReader reader;
    private final InstantSource clock;
    private final int most;
    private final Cache<ContentId, Candidate> known;
    private final Cache<ContentId, Boolean> absent;
    private volatile Optional<KnownItems> items = Optional.empty();
    private Iterator<Map.Entry<ContentId, Candidate>> round =
            List.<Map.Entry<ContentId, Candidate>>of().iterator();

    /** @param most clips, at least 1; those that were not asked for of late give way */
    KnownClips(ClipReader reader, InstantSource clock, int most) {
        this.reader = reader;
        this.clock = clock;
        this.most = most;
        this.known = Caffeine.newBuilder()
                .maximumSize(most)
                .evictionListener((ContentId content, Candidate of, RemovalCause cause) -> forget(content))
                .build();
        this.absent = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(ABSENT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** How many it may know. */
    int most() {
        return most;
    }

    /** Whether it is known of no longer than {@link #FRESH} ago. */
    boolean isFresh(ContentId content) {
        Candidate of = known.policy().getIfPresentQuietly(content);
        return of != null && Known.of(of).at() >= clock.millis() - FRESH.toMillis();
    }

    /** Empty where none was given, or the clip is not known. That somebody played it is not asking for it. */
    String topic(ContentId content) {
        Candidate of = known.policy().getIfPresentQuietly(content);
        return of == null ? "" : of.topic();
    }

    /** Each that can be played, however old what is known of it; what is not known is read, in two round trips. */
    Map<ContentId, Candidate> candidates(Collection<ContentId> contents) {
        Map<ContentId, Candidate> found = new HashMap<>(2 * contents.size());
        List<ContentId> missing = new ArrayList<>();
        for (ContentId content : contents) {
            Candidate of = known.getIfPresent(content);
            if (of != null) {
                found.put(content, of);
            } else if (absent.getIfPresent(content) == null) {
                missing.add(content);
            }
        }
        found.putAll(read(missing));
        return found;
    }

    /** The same for items of a model, in their order; what cannot be played is left out. */
    List<Candidate> candidates(ItemIds ids, int[] numbers) {
        KnownItems numbered = items(ids);
        List<Candidate> found = new ArrayList<>(numbers.length);
        List<ContentId> unknown = new ArrayList<>();
        long oldest = clock.millis() - FORGOTTEN.toMillis();
        int looked = ThreadLocalRandom.current().nextInt(LOOKED_AT_ONE_IN);
        for (int i = 0; i < numbers.length; i++) {
            Candidate of = numbered.get(numbers[i]);
            if (of != null && (i + looked) % LOOKED_AT_ONE_IN == 0) {
                Known closely = Known.of(of);
                var unused = known.getIfPresent(closely.clip().content());
                of = closely.at() < oldest ? null : of;
            }
            if (of == null) {
                unknown.add(ids.get(numbers[i]));
            }
            found.add(of);
        }
        if (!unknown.isEmpty()) {
            Map<ContentId, Candidate> read = candidates(unknown);
            Iterator<ContentId> next = unknown.iterator();
            for (int i = 0; i < numbers.length; i++) {
                if (found.get(i) == null) {
                    found.set(i, numbered.add(numbers[i], read.get(next.next())));
                }
            }
            found.removeIf(Objects::isNull);
        }
        return found;
    }

    private KnownItems items(ItemIds ids) {
        Optional<KnownItems> now = items;
        if (now.isEmpty() || !now.get().areOf(ids)) {
            now = Optional.of(new KnownItems(ids));
            items = now;
        }
        return now.get();
    }

    private void forget(ContentId content) {
        items.ifPresent(of -> of.forget(content));
    }

    /** Each that can be played, of a list that the store has just given. */
    Map<ContentId, Candidate> listed(Collection<ContentId> contents) {
        absent.invalidateAll(contents);
        return candidates(contents);
    }

    /** Reads some of them again, the oldest first, where they are older than {@link #FRESH}; what is gone is taken out. */
    void renew(Map<ContentId, Candidate> listed) {
        long stale = clock.millis() - FRESH.toMillis();
        List<ContentId> old = listed.values().stream()
                .map(Known::of)
                .filter(of -> of.at() < stale)
                .sorted(Comparator.comparingLong(Known::at))
                .limit(LISTED_AT_ONCE)
                .map(of -> of.clip().content())
                .toList();
        Map<ContentId, Candidate> read = read(old);
        old.forEach(content -> listed.computeIfPresent(content, (gone, before) -> read.get(content)));
    }

    /** In two round trips, whatever is known; what cannot be played is absent. */
    Map<ContentId, Candidate> read(Collection<ContentId> contents) {
        if (contents.isEmpty()) {
            return Map.of();
        }
        Map<ContentId, Candidate> read = reader.read(contents);
        for (ContentId content : contents) {
            Candidate of = read.get(content);
            if (of == null) {
                known.invalidate(content);
                forget(content);
                absent.put(content, true);
                continue;
            }
            Candidate before = known.policy().getIfPresentQuietly(content);
            if (before != null && Known.of(before).isStill(Known.of(of))) {
                read.put(content, before);
            } else {
                known.put(content, of);
                items.ifPresent(all -> all.put(content, of));
                absent.invalidate(content);
            }
        }
        return read;
    }

    /** Reads again at most so many of those that are {@link #OLD}; goes round all, one call after the other. For one thread. */
    void renew(int atMost) {
        if (!round.hasNext()) {
            round = known.asMap().entrySet().iterator();
        }
        long old = clock.millis() - OLD.toMillis();
        List<ContentId> again = new ArrayList<>();
        for (int looked = 0; looked < LOOKED_AT && round.hasNext() && again.size() < atMost; looked++) {
            Map.Entry<ContentId, Candidate> next = round.next();
            if (Known.of(next.getValue()).at() < old) {
                again.add(next.getKey());
            }
        }
        read(again);
    }
}
