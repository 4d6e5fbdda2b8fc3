package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Heat;
import io.wetoken.behaviour.signal.Signals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What valid events add to the contents that they are about. */
final class GatherContents implements Gathering<ContentChange> {
    private final Map<String, Sum> sums = new LinkedHashMap<>();

    private static final class Sum {
        private ContentFigures figures = ContentFigures.NONE;
        private Heat heat = Heat.NONE;
        private String owner = "";
        private long newest = Long.MIN_VALUE;
    }

    @Override
    public void add(JudgedEvent valid) {
        BehaviourEvent event = valid.getEvent();
        if (event.getContent() == null) {
            return;
        }
        Sum sum = sums.computeIfAbsent(event.getContent(), content -> new Sum());
        sum.figures = Signals.CONTENT_FIGURES.add(sum.figures, valid);
        sum.heat = Signals.HEAT.add(sum.heat, valid);
        sum.newest = Math.max(sum.newest, event.getReceived());
        if (event.getOwner() != null) {
            sum.owner = event.getOwner();
        }
    }

    @Override
    public int size() {
        return sums.size();
    }

    @Override
    public void drain(Consumer<ContentChange> out) {
        sums.forEach((content, sum) ->
                out.accept(new ContentChange(content, sum.owner, sum.figures, sum.heat.byHour(), sum.newest)));
        sums.clear();
    }
}
