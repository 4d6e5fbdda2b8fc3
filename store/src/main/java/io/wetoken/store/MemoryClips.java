package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

final class MemoryClips implements Clips {
    private static final Comparator<Clip> NEWEST_FIRST = Comparator.<Clip>comparingLong(clip -> -clip.publishedAt())
            .thenComparing(clip -> clip.content().value());

    private final Map<ContentId, Clip> clips = new ConcurrentHashMap<>();

    @Override
    public Optional<Clip> find(ContentId content) {
        return Optional.ofNullable(clips.get(content));
    }

    @Override
    public Map<ContentId, Clip> findAll(Collection<ContentId> contents) {
        Map<ContentId, Clip> found = new HashMap<>();
        contents.forEach(content -> find(content).ifPresent(clip -> found.put(content, clip)));
        return found;
    }

    @Override
    public void put(Clip clip) {
        clips.merge(clip.content(), clip, (known, again) -> again.publishedAt(known.publishedAt()));
    }

    @Override
    public void putNew(Collection<Clip> added) {
        added.forEach(this::put);
    }

    @Override
    public void rename(AccountId from, AccountId to) {
        clips.replaceAll((content, clip) -> clip.owner().equals(from) ? clip.of(to) : clip);
    }

    @Override
    public List<ContentId> newest(int limit) {
        return list(clip -> true, limit).stream().map(Clip::content).toList();
    }

    @Override
    public List<Clip> of(AccountId owner, int limit) {
        return list(clip -> clip.owner().equals(owner), limit);
    }

    private List<Clip> list(Predicate<Clip> wanted, int limit) {
        return clips.values().stream()
                .filter(wanted)
                .sorted(NEWEST_FIRST)
                .limit(Limits.list(limit, MAX_LIST))
                .toList();
    }
}
