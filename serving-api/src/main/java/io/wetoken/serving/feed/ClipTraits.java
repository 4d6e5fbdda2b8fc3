package io.wetoken.serving.feed;

import io.wetoken.recommender.rank.Traits;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;

/** A clip and its counts as the ranker sees them; it keeps no copies, for there are as many as clips are known. */
record ClipTraits(Clip clip, Figures figures, Favour favour) implements Traits {
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
