package io.wetoken.flink.live;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Heat;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** The figures and the heat of a content from its valid acts, and from what the review of a day thinks of them otherwise; keyed by content. */
final class FoldContent extends KeyedCoProcessFunction<String, JudgedEvent, Correction, ContentNow> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    private static final ActivityRules.Trend TREND = ActivityRules.reference().trend();

    private transient ValueState<ContentFigures> figures;
    private transient ValueState<Heat> heat;
    private transient ValueState<String> owner;
    private transient ValueState<Long> newest;
    /** Epochs whose correction was applied. One is sent again within days, if ever. */
    private transient MapState<String, Long> corrected;

    @Override
    public void open(OpenContext context) {
        figures = getRuntimeContext()
                .getState(Kept.state(
                        "figures-400d", new CodecSerializer<>(Codecs.of(Signals.CONTENT_FIGURES)), Kept.CONTENT));
        heat = getRuntimeContext()
                .getState(Kept.state("heat-400d", new CodecSerializer<>(Codecs.of(Signals.HEAT)), Kept.CONTENT));
        owner = getRuntimeContext().getState(Kept.state("owner-400d", StringSerializer.INSTANCE, Kept.CONTENT));
        newest = getRuntimeContext().getState(Kept.state("newest-400d", LongSerializer.INSTANCE, Kept.CONTENT));
        corrected = getRuntimeContext().getMapState(Kept.map("corrected-30d", LongSerializer.INSTANCE, Kept.DAY));
    }

    @Override
    public void processElement1(JudgedEvent judged, Context context, Collector<ContentNow> out) throws Exception {
        ContentFigures counted = figures.value();
        figures.update(Signals.CONTENT_FIGURES.add(counted == null ? ContentFigures.NONE : counted, judged));
        Heat warm = heat.value();
        heat.update(Signals.HEAT.add(warm == null ? Heat.NONE : warm, judged));
        long received = judged.getEvent().getReceived();
        Long latest = newest.value();
        newest.update(latest == null ? received : Math.max(latest, received));
        if (judged.getEvent().getOwner() != null) {
            owner.update(judged.getEvent().getOwner());
        }
        Pulse.next(context.timerService());
    }

    /** A content that nobody touched for so long that it was forgotten has nothing to be corrected. */
    @Override
    public void processElement2(Correction correction, Context context, Collector<ContentNow> out) throws Exception {
        if (corrected.contains(correction.getEpoch()) || figures.value() == null) {
            return;
        }
        corrected.put(correction.getEpoch(), newest.value());
        figures.update(figures.value()
                .corrected(
                        Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresBefore())),
                        Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresAfter()))));
        heat.update(heat.value()
                .corrected(
                        Signals.HEAT.decode(bytes(correction.getHeatBefore())),
                        Signals.HEAT.decode(bytes(correction.getHeatAfter()))));
        Pulse.next(context.timerService());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ContentNow> out) throws Exception {
        Long at = newest.value();
        if (at != null) {
            out.collect(ContentNow.of(
                    context.getCurrentKey(),
                    owner.value(),
                    figures.value(),
                    heat.value().micros(at, TREND),
                    at));
        }
    }
}
