package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryComments implements Comments {
    private static final Comparator<Comment> NEWEST_FIRST =
            Comparator.<Comment>comparingLong(comment -> -comment.at()).thenComparing(Comment::id);

    private final Map<ContentId, Map<String, Comment>> comments = new ConcurrentHashMap<>();

    @Override
    public void putAll(Collection<Comment> added) {
        for (Comment comment : added) {
            comments.computeIfAbsent(comment.content(), content -> new ConcurrentHashMap<>())
                    .put(comment.id(), comment);
        }
    }

    @Override
    public void forget(AccountId author) {
        comments.values()
                .forEach(of -> of.values().removeIf(comment -> comment.author().equals(author)));
    }

    @Override
    public List<Comment> newest(ContentId content, int limit) {
        return comments.getOrDefault(content, Map.of()).values().stream()
                .sorted(NEWEST_FIRST)
                .limit(Limits.list(limit, MAX_LIST))
                .toList();
    }
}
