package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.rank.Traits.Favour;
import io.wetoken.serving.analysis.Analyses;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Store;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads clips as candidates: what they are, their counts, and how they are taken. */
record ClipReader(Store store, Analyses analyses, InstantSource clock) {
    /** Those that can be played, with counts of now, in two round trips. */
    Map<ContentId, Candidate> read(Collection<ContentId> asked) {
        Collection<Clip> clips = store.clips().findAll(asked).values();
        List<ContentId> contents = clips.stream().map(Clip::content).toList();
        Map<ContentId, Figures> figures = store.contents().figuresAll(contents);
        Map<ContentId, Favour> favours = analyses.favours(contents);
        long now = clock.millis();
        Map<ContentId, Candidate> read = new HashMap<>();
        for (Clip clip : clips) {
            Candidate of = new Known(
                            clip,
                            figures(clip, Optional.ofNullable(figures.get(clip.content()))),
                            favours.getOrDefault(clip.content(), Favour.UNKNOWN),
                            now)
                    .candidate();
            read.put(clip.content(), of);
        }
        return read;
    }

    /** Of the clip's own objects, so that each text is kept once. */
    private static Figures figures(Clip clip, Optional<Figures> read) {
        return read.map(of -> new Figures(
                        clip.content(),
                        clip.owner(),
                        of.plays(),
                        of.watchMs(),
                        of.likes(),
                        of.comments(),
                        of.shares(),
                        of.heatMicros(),
                        of.heatAt()))
                .orElseGet(() -> new Figures(clip.content(), clip.owner(), 0, 0, 0, 0, 0, 0, 0));
    }
}
