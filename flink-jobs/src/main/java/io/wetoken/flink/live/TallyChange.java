package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What one valid event, or the review of a closed day, adds to one subject, in types that travel.
 *
 * @param subject {@link Subject#key}
 * @param viewer the account that watched, empty when none did
 * @param review whether a review says so, which counts once for each subject and epoch however often it comes
 */
public record TallyChange(
        String subject,
        String epoch,
        long plays,
        long watchMs,
        long likes,
        long comments,
        long shares,
        String viewer,
        boolean review) {

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
                    viewer,
                    false));
        }
    }

    /** For the content that the correction is of. The review does not say whose viewers were none, so the sketch stays as it is. */
    static TallyChange of(Correction correction) {
        ContentFigures before = Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresBefore()));
        ContentFigures after = Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresAfter()));
        return new TallyChange(
                new Subject(Dimension.CONTENT, correction.getContent()).key(),
                correction.getEpoch(),
                after.plays() - before.plays(),
                after.watchMs() - before.watchMs(),
                after.likes() - before.likes(),
                after.comments() - before.comments(),
                after.shares() - before.shares(),
                "",
                true);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    ContentFigures adds() {
        return new ContentFigures(plays, watchMs, likes, comments, shares);
    }
}
