package io.wetoken.flink.live;

import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Heat;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.live.core.ContentBook;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** What checkpoints of release 0.1.0 keep of a content: a state for each part of it. */
final class OlderContent {
    private final ValueState<ContentFigures> figures;
    private final ValueState<Heat> heat;
    private final ValueState<String> owner;
    private final ValueState<Long> newest;
    private final MapState<String, Long> corrected;

    OlderContent(RuntimeContext context) {
        figures = context.getState(
                Kept.state("figures-400d", new CodecSerializer<>(Codecs.of(Signals.CONTENT_FIGURES)), Kept.CONTENT));
        heat = context.getState(Kept.state("heat-400d", new CodecSerializer<>(Codecs.of(Signals.HEAT)), Kept.CONTENT));
        owner = context.getState(Kept.state("owner-400d", StringSerializer.INSTANCE, Kept.CONTENT));
        newest = context.getState(Kept.state("newest-400d", LongSerializer.INSTANCE, Kept.CONTENT));
        corrected = context.getMapState(Kept.map("corrected-30d", LongSerializer.INSTANCE, Kept.DAY));
    }

    /** Once: it is not kept here any more. Null when there is nothing. */
    ContentBook take() throws Exception {
        ContentFigures counted = figures.value();
        if (counted == null) {
            return null;
        }
        TreeSet<String> epochs = new TreeSet<>();
        corrected.keys().forEach(epochs::add);
        ContentBook book = new ContentBook(
                counted, heat.value(), owner.value() == null ? "" : owner.value(), newest.value(), epochs);
        figures.clear();
        heat.clear();
        owner.clear();
        newest.clear();
        corrected.clear();
        return book;
    }
}
