package io.wetoken.flink.review;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Heat;
import io.wetoken.behaviour.signal.Signals;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a review changes in the figures of contents: for each, the events that it judged otherwise, folded as before and as after. */
final class ContentChanges {
    private final SortedMap<String, Change> contents = new TreeMap<>();

    /** Does nothing when the review changed nothing of the event, or it is about no content. */
    void add(JudgedEvent atOnce, JudgedEvent reviewed) {
        String content = atOnce.getEvent().getContent();
        boolean weighsTheSame =
                atOnce.getVerdict() == reviewed.getVerdict() && atOnce.getTrustPpm() == reviewed.getTrustPpm();
        if (!weighsTheSame && content != null) {
            Change known = contents.getOrDefault(content, Change.NONE);
            contents.put(content, known.with(atOnce, reviewed));
        }
    }

    List<Correction> of(Epoch epoch) {
        return contents.entrySet().stream()
                .filter(entry -> entry.getValue().matters())
                .map(entry -> entry.getValue().correction(epoch, entry.getKey()))
                .toList();
    }

    private record Change(ContentFigures before, ContentFigures after, Heat heatBefore, Heat heatAfter) {
        static final Change NONE = new Change(ContentFigures.NONE, ContentFigures.NONE, Heat.NONE, Heat.NONE);

        Change with(JudgedEvent atOnce, JudgedEvent reviewed) {
            return new Change(
                    Signals.CONTENT_FIGURES.add(before, atOnce),
                    Signals.CONTENT_FIGURES.add(after, reviewed),
                    Signals.HEAT.add(heatBefore, atOnce),
                    Signals.HEAT.add(heatAfter, reviewed));
        }

        boolean matters() {
            return !before.equals(after) || !heatBefore.equals(heatAfter);
        }

        Correction correction(Epoch epoch, String content) {
            return Correction.newBuilder()
                    .setEpoch(epoch.toString())
                    .setContent(content)
                    .setFiguresBefore(ByteBuffer.wrap(Signals.CONTENT_FIGURES.encode(before)))
                    .setFiguresAfter(ByteBuffer.wrap(Signals.CONTENT_FIGURES.encode(after)))
                    .setHeatBefore(ByteBuffer.wrap(Signals.HEAT.encode(heatBefore)))
                    .setHeatAfter(ByteBuffer.wrap(Signals.HEAT.encode(heatAfter)))
                    .build();
        }
    }
}
