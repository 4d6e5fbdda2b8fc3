package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What valid events add to the creators, rooms, apps and contents that they name. */
final class GatherTallies implements Gathering<TallyChange> {
    private final Map<Place, Sum> sums = new LinkedHashMap<>();
    private int viewers;

    private record Place(String subject, String epoch) {}

    private static final class Sum {
        private ContentFigures adds = ContentFigures.NONE;
        private final Set<String> viewers = new HashSet<>(4);
    }

    @Override
    public void add(JudgedEvent valid) {
        BehaviourEvent event = valid.getEvent();
        ContentFigures adds = Signals.CONTENT_FIGURES.add(ContentFigures.NONE, valid);
        boolean watches = event.getKind() == EventKind.PLAY || event.getKind() == EventKind.LIVE_PLAY;
        if (watches || !adds.equals(ContentFigures.NONE)) {
            String viewer = watches ? event.getActor() : null;
            add(Dimension.CREATOR, event.getOwner(), valid.getEpoch(), adds, viewer);
            add(Dimension.ROOM, event.getRoom(), valid.getEpoch(), adds, viewer);
            add(Dimension.APP, event.getApp(), valid.getEpoch(), adds, viewer);
            add(Dimension.CONTENT, event.getContent(), valid.getEpoch(), adds, viewer);
        }
    }

    private void add(Dimension dimension, String name, String epoch, ContentFigures adds, String viewer) {
        if (name == null || name.isEmpty()) {
            return;
        }
        Sum sum = sums.computeIfAbsent(new Place(new Subject(dimension, name).key(), epoch), place -> new Sum());
        sum.adds = Signals.CONTENT_FIGURES.merge(sum.adds, adds);
        if (viewer != null && sum.viewers.add(viewer)) {
            viewers++;
        }
    }

    @Override
    public int size() {
        return sums.size() + viewers;
    }

    @Override
    public void drain(Consumer<TallyChange> out) {
        sums.forEach((place, sum) ->
                out.accept(new TallyChange(place.subject(), place.epoch(), sum.adds, List.copyOf(sum.viewers), false)));
        sums.clear();
        viewers = 0;
    }
}
