package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue (who made what) and the figures of each content. */
public interface Contents {
    Optional<Content> find(ContentId content);

    /** {@link #find} of each, in one round trip; what is not known is absent. */
    Map<ContentId, Content> findAll(Collection<ContentId> contents);

    /** Keeps the first answer: a content that is known already stays as it is. Returns what the catalogue now says. */
    Content release(Content content);

    /** {@link #release} of each, in their order, in one round trip; the answer to who made what is to be asked for. */
    void releaseAll(List<Content> contents);

    Optional<Figures> figures(ContentId content);

    /** In one round trip; what has none is absent. */
    Map<ContentId, Figures> figuresAll(Collection<ContentId> contents);

    void putFigures(Collection<Figures> figures);

    /** Gives what one owner made to another name, as an erasure does; reads the whole catalogue. Again it changes nothing. */
    void rename(AccountId from, AccountId to);

    /**
     * @param releasedAt ms since 1970, time of receipt
     * @param lengthMs 0 when unknown
     */
    record Content(ContentId id, AccountId owner, long releasedAt, long lengthMs) {
        Content of(AccountId other) {
            return new Content(id, other, releasedAt, lengthMs);
        }
    }

    /**
     * Valid acts on one content since its release.
     *
     * @param heatMicros trending heat in millionths, decayed to {@code heatAt}
     */
    record Figures(
            ContentId content,
            AccountId owner,
            long plays,
            long watchMs,
            long likes,
            long comments,
            long shares,
            long heatMicros,
            long heatAt) {
        Figures of(AccountId other) {
            return new Figures(content, other, plays, watchMs, likes, comments, shares, heatMicros, heatAt);
        }
    }
}
