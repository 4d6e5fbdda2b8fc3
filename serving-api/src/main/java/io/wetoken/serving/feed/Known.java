package io.wetoken.serving.feed;

import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.rank.Said;
import io.wetoken.recommender.rank.Traits;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;

/**
 * A clip with its counts, all 0 where there are none; and as the ranker sees it. It keeps no copies, for there are as many as clips are known.
 *
 * @param at ms since 1970, when it was read
 */
record Known(Clip clip, Figures figures, Favour favour, long at) implements Traits {
    /** What a candidate of this site was made of. */
    static Known of(Candidate candidate) {
        return (Known) candidate.traits();
    }

    /** As feeds rank it when the model names it. */
    Candidate candidate() {
        return Candidate.of(
                clip.content().value(), clip.owner().value(), clip.topic(), Said.WALKS, plays(), responses(), this);
    }

    @Override
    public long publishedAt() {
        return clip.publishedAt();
    }

    @Override
    public long lengthMs() {
        return clip.durationMs();
    }

    @Override
    public long plays() {
        return figures.plays();
    }

    @Override
    public long watchMs() {
        return figures.watchMs();
    }

    @Override
    public long responses() {
        return figures.likes() + figures.comments() + figures.shares();
    }

    @Override
    public long heatMicros() {
        return figures.heatMicros();
    }

    @Override
    public long heatAt() {
        return figures.heatAt();
    }
}
