package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Clips;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is the same for everybody: what trends and what is new. Read at most once a second for all; whoever comes meanwhile gets the last. */
final class Offer {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int TRENDING = 200;
    private static final int FRESH = 300;

    private final Store store;
    private final InstantSource clock;
    private volatile Now now = new Now(List.of(), List.of());
    private Instant next = Instant.MIN;

    Offer(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A clip and its valid plays. */
    record Known(Clip clip, long plays) {}

    /** Hottest first, newest first; only what can be played. */
    record Now(List<Known> trending, List<Known> fresh) {}

    Now get() {
        synchronized (this) {
            if (clock.instant().isBefore(next)) {
                return now;
            }
            next = clock.instant().plus(PERIOD);
        }
        now = read();
        return now;
    }

    private Now read() {
        List<ContentId> hot = store.metrics().trending().stream()
                .limit(TRENDING)
                .map(Trending::content)
                .toList();
        List<Clip> fresh = store.clips().newest(Math.min(FRESH, Clips.MAX_LIST));
        Map<ContentId, Clip> clips = new LinkedHashMap<>(store.clips().findAll(hot));
        fresh.forEach(clip -> clips.putIfAbsent(clip.content(), clip));
        Map<ContentId, Figures> figures = store.contents().figuresAll(clips.keySet());
        return new Now(
                known(hot.stream().map(clips::get).filter(Objects::nonNull).toList(), figures), known(fresh, figures));
    }

    private static List<Known> known(List<Clip> clips, Map<ContentId, Figures> figures) {
        List<Known> known = new ArrayList<>(clips.size());
        for (Clip clip : clips) {
            Figures of = figures.get(clip.content());
            known.add(new Known(clip, of == null ? 0 : of.plays()));
        }
        return known;
    }
}
