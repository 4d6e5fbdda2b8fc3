package io.wetoken.serving.clip;

import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads views of clips, in two round trips however many they are. */
public final class ClipViews {
    private static final String LIKE = "LIKE";

    private final Store store;

    public ClipViews(Store store) {
        this.store = store;
    }

    /** @param viewer whose likes are shown; empty for nobody's */
    public Optional<ClipView> find(ContentId content, Optional<Profile> viewer) {
        return Optional.ofNullable(findAll(List.of(content), viewer).get(content));
    }

    /** By content; what cannot be played is absent. */
    public Map<ContentId, ClipView> findAll(List<ContentId> contents, Optional<Profile> viewer) {
        return of(List.copyOf(store.clips().findAll(contents).values()), viewer);
    }

    /** With figures for clips that are known already. */
    public Map<ContentId, ClipView> of(List<Clip> clips, Optional<Profile> viewer) {
        Map<ContentId, Figures> figures =
                store.contents().figuresAll(clips.stream().map(Clip::content).toList());
        Set<ContentId> liked = viewer.stream()
                .flatMap(profile -> profile.recent().stream())
                .filter(act -> act.kind().equals(LIKE))
                .map(act -> act.content())
                .collect(Collectors.toSet());
        Map<ContentId, ClipView> views = new HashMap<>();
        for (Clip clip : clips) {
            views.put(
                    clip.content(),
                    ClipView.of(
                            clip, Optional.ofNullable(figures.get(clip.content())), liked.contains(clip.content())));
        }
        return views;
    }
}
