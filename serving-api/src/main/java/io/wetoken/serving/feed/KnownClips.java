package io.wetoken.serving.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.rank.Traits.Favour;
import io.wetoken.serving.analysis.Analyses;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What was last read of clips and their counts, for as many as memory was given for: a page is ranked from some hundreds of candidates, and reading each of them
 * for every page would be all that a store does. About 800 bytes a clip.
 *
 * <p>How old it may be: where nothing was known it is read. Counts of what a page shows are read again after {@link #FRESH}: at once while pages are few,
 * {@link #ROWS_A_SECOND}; beyond that a page shows what is known, and {@link #renewShown} reads it again for the next. What trends and what is new is read again
 * {@link #LISTED_AT_ONCE} at a time, the oldest first. Of all others {@link #renew(int)}, called again and again by {@link ReadAhead}, goes round. So no page waits
 * for much, and the store has no bursts to answer.
 */
final class KnownClips {
    /** As what trends and what is new. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    /** A clip that is published meanwhile stands among the new at once; among candidates it may wait so long. */
    private static final Duration ABSENT = Duration.ofSeconds(10);
    /** What is older is read again, also when no page shows it: an erased owner must not be named for ever. */
    private static final Duration OLD = Duration.ofMinutes(10);

    /** Five pages of twenty: more of them would wait for one another. */
    private static final int ROWS_A_SECOND = 100;

    private static final int LISTED_AT_ONCE = 50;
    /** Of those that pages showed; what is above is shown again, or goes round with all. */
    private static final int WAITING = 1_000;

    /** What the round above must have come by; it is never shown without being read anew. */
    private static final Duration FORGOTTEN = Duration.ofHours(2);

    /** Of what is looked up by number so much is looked at: enough to know what is asked for, and to find what was forgotten. */
    private static final int LOOKED_AT_ONE_IN = 64;

    private static final int LOOKED_AT = 1_000;
    private final Store store;
    private final Analyses analyses;
    private final InstantSource clock;
    private final Allowance allowance;
    private final int most;
    private final Cache<ContentId, Candidate> known;
    private final Cache<ContentId, Boolean> absent;
    private final ArrayBlockingQueue<Known> waiting = new ArrayBlockingQueue<>(WAITING);
    private volatile Optional<KnownItems> items = Optional.empty();
    private Iterator<Map.Entry<ContentId, Candidate>> round =
            List.<Map.Entry<ContentId, Candidate>>of().iterator();

    /** @param most clips, at least 1; those that were not asked for of late give way */
    KnownClips(Store store, Analyses analyses, InstantSource clock, int most) {
        this.store = store;
        this.analyses = analyses;
        this.clock = clock;
        this.allowance = new Allowance(ROWS_A_SECOND, clock);
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

    /** Of candidates that a page shows, with counts of now where that may be; as it was when it became a candidate, where it has gone since. */
    List<Known> shown(List<Candidate> page) {
        List<Known> shown = new ArrayList<>(page.size());
        List<ContentId> old = new ArrayList<>();
        long oldest = Long.MAX_VALUE;
        long stale = clock.millis() - FRESH.toMillis();
        for (Candidate candidate : page) {
            Known of = Known.of(candidate);
            shown.add(of);
            oldest = Math.min(oldest, of.at());
            if (of.at() < stale) {
                old.add(of.clip().content());
            }
        }
        boolean forgotten = oldest < clock.millis() - FORGOTTEN.toMillis();
        if (old.isEmpty()) {
            return shown;
        }
        if (forgotten || allowance.take(old.size())) {
            Map<ContentId, Candidate> read = read(old);
            shown.replaceAll(of -> {
                Candidate now = read.get(of.clip().content());
                return now == null ? of : Known.of(now);
            });
        } else {
            shown.forEach(of -> {
                if (of.at() < stale) {
                    var unused = waiting.offer(of);
                }
            });
        }
        return shown;
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

    /** Reads again at most so many of those that pages showed as they were. */
    void renewShown(int atMost) {
        List<Known> shown = new ArrayList<>(atMost);
        waiting.drainTo(shown, atMost);
        Set<ContentId> again = new LinkedHashSet<>();
        for (Known of : shown) {
            ContentId content = of.clip().content();
            Candidate now = known.policy().getIfPresentQuietly(content);
            if (now == null || Known.of(now).at() == of.at()) {
                again.add(content);
            }
        }
        read(again);
    }

    /** In two round trips; what cannot be played is absent. */
    private Map<ContentId, Candidate> read(Collection<ContentId> contents) {
        if (contents.isEmpty()) {
            return Map.of();
        }
        Map<ContentId, Clip> clips = store.clips().findAll(contents);
        contents.stream().filter(content -> !clips.containsKey(content)).forEach(content -> {
            known.invalidate(content);
            forget(content);
            absent.put(content, true);
        });
        return keep(clips.values());
    }

    /** With counts of now, in one round trip. */
    private Map<ContentId, Candidate> keep(Collection<Clip> clips) {
        List<ContentId> contents = clips.stream().map(Clip::content).toList();
        Map<ContentId, Figures> figures = store.contents().figuresAll(contents);
        Map<ContentId, Favour> favours = analyses.favours(contents);
        long now = clock.millis();
        Map<ContentId, Candidate> read = new HashMap<>();
        for (Clip clip : clips) {
            Candidate of = new Known(
                            clip,
                            figures(clip, Optional.ofNullable(figures.get(clip.content()))),
                            favours.getOrDefault(clip.content(), Favour.UNKNOWN),
                            now)
                    .candidate();
            known.put(clip.content(), of);
            items.ifPresent(all -> all.put(clip.content(), of));
            absent.invalidate(clip.content());
            read.put(clip.content(), of);
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

    /** Of the clip's own objects, so that each text is kept once. */
    private static Figures figures(Clip clip, Optional<Figures> read) {
        return read.map(of -> new Figures(
                        clip.content(),
                        clip.owner(),
                        of.plays(),
                        of.watchMs(),
                        of.likes(),
                        of.comments(),
                        of.shares(),
                        of.heatMicros(),
                        of.heatAt()))
                .orElseGet(() -> new Figures(clip.content(), clip.owner(), 0, 0, 0, 0, 0, 0, 0));
    }
}
