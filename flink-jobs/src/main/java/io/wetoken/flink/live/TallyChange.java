package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * What one valid event adds to one subject, in types that travel.
 *
 * @param subject {@link Subject#key}
 * @param viewer the account that watched, empty when none did
 */
public record TallyChange(
        String subject, String epoch, long plays, long watchMs, long likes, long comments, long shares, String viewer) {

    /** For the creator, the room, the app and the content that the event names; empty when it changes no figure. */
    static List<TallyChange> of(JudgedEvent judged) {
        BehaviourEvent event = judged.getEvent();
        ContentFigures adds = Signals.CONTENT_FIGURES.add(ContentFigures.NONE, judged);
        boolean watches = event.getKind() == EventKind.PLAY || event.getKind() == EventKind.LIVE_PLAY;
        List<TallyChange> changes = new ArrayList<>();
        if (watches || !adds.equals(ContentFigures.NONE)) {
            String viewer = watches ? event.getActor() : "";
            add(changes, Dimension.CREATOR, event.getOwner(), judged.getEpoch(), adds, viewer);
            add(changes, Dimension.ROOM, event.getRoom(), judged.getEpoch(), adds, viewer);
            add(changes, Dimension.APP, event.getApp(), judged.getEpoch(), adds, viewer);
            add(changes, Dimension.CONTENT, event.getContent(), judged.getEpoch(), adds, viewer);
        }
        return changes;
    }

    private static void add(
            List<TallyChange> to, Dimension dimension, String name, String epoch, ContentFigures adds, String viewer) {
        if (name != null && !name.isEmpty()) {
            to.add(new TallyChange(
                    new Subject(dimension, name).key(),
                    epoch,
                    adds.plays(),
                    adds.watchMs(),
                    adds.likes(),
                    adds.comments(),
                    adds.shares(),
                    viewer));
        }
    }

    ContentFigures adds() {
        return new ContentFigures(plays, watchMs, likes, comments, shares);
    }
}
