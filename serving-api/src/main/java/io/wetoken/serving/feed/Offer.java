package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Clips;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is the same for everybody: what trends and what is new, read at most once a second for all; and what was new before that, read at most every ten
 * seconds, for those who have seen the new. Whoever comes while one reads gets what was read last; before there is any, they wait for it.
 */
final class Offer {
    private static final int TRENDING = 200;
    private static final int FRESH = 300;

    private final Store store;
    private final Shared<Now> now;
    private final Shared<List<Known>> older;

    Offer(Store store, InstantSource clock) {
        this.store = store;
        this.now = new Shared<>(this::read, Duration.ofSeconds(1), clock);
        this.older = new Shared<>(this::readOlder, Duration.ofSeconds(10), clock);
    }

    /** A clip and its valid plays. */
    record Known(Clip clip, long plays) {}

    /** Hottest first, newest first; only what can be played. */
    record Now(List<Known> trending, List<Known> fresh) {}

    Now get() {
        return now.get();
    }

    /** What is too old to be in {@link #get}, newest first, down to the {@value Clips#MAX_LIST}th clip; empty when all is there. */
    List<Known> older() {
        return now.get().fresh().size() < FRESH ? List.of() : older.get();
    }

    private List<Known> readOlder() {
        List<Clip> clips = store.clips().newest(Clips.MAX_LIST);
        List<Clip> beyond = clips.subList(Math.min(FRESH, clips.size()), clips.size());
        return known(
                beyond,
                store.contents().figuresAll(beyond.stream().map(Clip::content).toList()));
    }

    private Now read() {
        List<ContentId> hot = store.metrics().trending().stream()
                .limit(TRENDING)
                .map(Trending::content)
                .toList();
        List<Clip> fresh = store.clips().newest(FRESH);
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
