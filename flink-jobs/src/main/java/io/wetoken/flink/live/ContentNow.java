package io.wetoken.flink.live;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Metrics.Trending;

/**
 * A content's figures at a moment, in types that travel.
 *
 * @param owner empty while nobody has said who made it
 * @param heatMicros decayed to {@code at}, the newest {@code received} of its acts
 */
public record ContentNow(
        String content,
        String owner,
        long plays,
        long watchMs,
        long likes,
        long comments,
        long shares,
        long heatMicros,
        long at) {
    static ContentNow of(String content, String owner, ContentFigures figures, long heatMicros, long at) {
        return new ContentNow(
                content,
                owner,
                figures.plays(),
                figures.watchMs(),
                figures.likes(),
                figures.comments(),
                figures.shares(),
                heatMicros,
                at);
    }

    boolean owned() {
        return !owner.isEmpty();
    }

    Figures figures() {
        return new Figures(
                new ContentId(content), new AccountId(owner), plays, watchMs, likes, comments, shares, heatMicros, at);
    }

    Trending trending() {
        return new Trending(new ContentId(content), heatMicros, at);
    }
}
