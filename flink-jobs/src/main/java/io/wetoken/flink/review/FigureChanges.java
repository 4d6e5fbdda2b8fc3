package io.wetoken.flink.review;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Heat;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a review changes in the figures of contents, creators, rooms and apps: for each, the events that it judged otherwise, folded as before and as after. */
final class FigureChanges {
    private final SortedMap<String, Change> contents = new TreeMap<>();
    /** By {@link Subject#key}. */
    private final SortedMap<String, Change> subjects = new TreeMap<>();

    /** Does nothing when the review changed nothing of the event. */
    void add(JudgedEvent atOnce, JudgedEvent reviewed) {
        if (atOnce.getVerdict() == reviewed.getVerdict() && atOnce.getTrustPpm() == reviewed.getTrustPpm()) {
            return;
        }
        BehaviourEvent event = atOnce.getEvent();
        if (event.getContent() != null) {
            contents.put(
                    event.getContent(),
                    contents.getOrDefault(event.getContent(), Change.NONE).with(atOnce, reviewed));
        }
        add(Dimension.CREATOR, event.getOwner(), atOnce, reviewed);
        add(Dimension.ROOM, event.getRoom(), atOnce, reviewed);
        add(Dimension.APP, event.getApp(), atOnce, reviewed);
    }

    private void add(Dimension dimension, String name, JudgedEvent atOnce, JudgedEvent reviewed) {
        if (name != null && !name.isEmpty()) {
            String key = new Subject(dimension, name).key();
            subjects.put(key, subjects.getOrDefault(key, Change.NONE).withCounts(atOnce, reviewed));
        }
    }

    /** Contents first. */
    List<Correction> of(Epoch epoch) {
        List<Correction> all = new ArrayList<>();
        contents.forEach((content, change) -> {
            if (change.matters()) {
                all.add(change.correction(epoch).setContent(content).build());
            }
        });
        subjects.forEach((subject, change) -> {
            if (change.matters()) {
                all.add(change.correction(epoch).setSubject(subject).build());
            }
        });
        return all;
    }

    private record Change(ContentFigures before, ContentFigures after, Heat heatBefore, Heat heatAfter) {
        static final Change NONE = new Change(ContentFigures.NONE, ContentFigures.NONE, Heat.NONE, Heat.NONE);

        Change with(JudgedEvent atOnce, JudgedEvent reviewed) {
            Change counted = withCounts(atOnce, reviewed);
            return new Change(
                    counted.before,
                    counted.after,
                    Signals.HEAT.add(heatBefore, atOnce),
                    Signals.HEAT.add(heatAfter, reviewed));
        }

        Change withCounts(JudgedEvent atOnce, JudgedEvent reviewed) {
            return new Change(
                    Signals.CONTENT_FIGURES.add(before, atOnce),
                    Signals.CONTENT_FIGURES.add(after, reviewed),
                    heatBefore,
                    heatAfter);
        }

        boolean matters() {
            return !before.equals(after) || !heatBefore.equals(heatAfter);
        }

        Correction.Builder correction(Epoch epoch) {
            return Correction.newBuilder()
                    .setEpoch(epoch.toString())
                    .setFiguresBefore(ByteBuffer.wrap(Signals.CONTENT_FIGURES.encode(before)))
                    .setFiguresAfter(ByteBuffer.wrap(Signals.CONTENT_FIGURES.encode(after)))
                    .setHeatBefore(ByteBuffer.wrap(Signals.HEAT.encode(heatBefore)))
                    .setHeatAfter(ByteBuffer.wrap(Signals.HEAT.encode(heatAfter)));
        }
    }
}
