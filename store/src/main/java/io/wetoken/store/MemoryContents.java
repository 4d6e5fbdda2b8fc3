package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryContents implements Contents {
    private final Map<ContentId, Content> catalogue = new ConcurrentHashMap<>();
    private final Map<ContentId, Figures> figures = new ConcurrentHashMap<>();

    @Override
    public Optional<Content> find(ContentId content) {
        return Optional.ofNullable(catalogue.get(content));
    }

    @Override
    public Map<ContentId, Content> findAll(Collection<ContentId> contents) {
        Map<ContentId, Content> found = new HashMap<>();
        contents.forEach(content -> find(content).ifPresent(known -> found.put(content, known)));
        return found;
    }

    @Override
    public Content release(Content content) {
        Content known = catalogue.putIfAbsent(content.id(), content);
        return known == null ? content : known;
    }

    @Override
    public void releaseAll(List<Content> all) {
        all.forEach(this::release);
    }

    @Override
    public Optional<Figures> figures(ContentId content) {
        return Optional.ofNullable(figures.get(content));
    }

    @Override
    public Map<ContentId, Figures> figuresAll(Collection<ContentId> contents) {
        Map<ContentId, Figures> found = new HashMap<>();
        contents.forEach(content -> figures(content).ifPresent(known -> found.put(content, known)));
        return found;
    }

    @Override
    public void rename(AccountId from, AccountId to) {
        catalogue.replaceAll((id, content) -> content.owner().equals(from) ? content.of(to) : content);
        figures.replaceAll((id, of) -> of.owner().equals(from) ? of.of(to) : of);
    }

    @Override
    public void putFigures(Collection<Figures> added) {
        added.forEach(of -> figures.put(of.content(), of));
    }
}
