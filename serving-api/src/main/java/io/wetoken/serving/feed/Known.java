package io.wetoken.serving.feed;

import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.rank.Said;
import io.wetoken.recommender.rank.Traits;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;

/** A clip with its counts, all 0 where there are none; and as the ranker sees it. It keeps no copies, for there are as many as clips are known. */
final class Known implements Traits {
    private final Clip clip;
    private final Figures figures;
    private final Favour favour;
    private volatile long at;

    /** @param at ms since 1970, when it was read */
    Known(Clip clip, Figures figures, Favour favour, long at) {
        this.clip = clip;
        this.figures = figures;
        this.favour = favour;
        this.at = at;
    }

    Clip clip() {
        return clip;
    }

    Figures figures() {
        return figures;
    }

    @Override
    public Favour favour() {
        return favour;
    }

    /** Ms since 1970, when it was last read. */
    long at() {
        return at;
    }

    /**
     * Whether it was found as it is, and so is of now. Most are: what is read again need not take its place, which would have the collector go through the
     * memory of all that is known.
     */
    boolean isStill(Known read) {
        boolean still = clip.equals(read.clip) && figures.equals(read.figures) && favour.equals(read.favour);
        if (still) {
            at = read.at;
        }
        return still;
    }

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
