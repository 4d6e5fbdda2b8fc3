package io.wetoken.flink.live;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.live.core.ContentBook;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The figures and the heat of a content from its valid acts, and from what the review of a day thinks of them otherwise; keyed by content. Speaks with every
 * change: acts come gathered by the beat.
 *
 * <p>State: one row of bytes a content, {@link ContentBook}; as objects the hours of its heat took several times as much.
 */
final class FoldContent extends KeyedCoProcessFunction<String, ContentChange, Correction, ContentNow> {
    static {
        AvroTrust.records(); // Wherever the task runs, its input is read from the network.
    }

    private static final ActivityRules.Trend TREND = ActivityRules.reference().trend();

    private transient ValueState<byte[]> book;
    private transient OlderContent older;

    @Override
    public void open(OpenContext context) {
        book = getRuntimeContext()
                .getState(Kept.state("content-400d", BytePrimitiveArraySerializer.INSTANCE, Kept.CONTENT));
        older = new OlderContent(getRuntimeContext());
    }

    @Override
    public void processElement1(ContentChange change, Context context, Collector<ContentNow> out) throws Exception {
        ContentBook known = known();
        keep(
                (known == null ? ContentBook.NONE : known)
                        .with(change.figures(), change.warmth(), change.owner(), change.newest()),
                context,
                out);
    }

    /** A content that nobody touched for so long that it was forgotten has nothing to be corrected. */
    @Override
    public void processElement2(Correction correction, Context context, Collector<ContentNow> out) throws Exception {
        ContentBook known = known();
        if (known == null || known.corrected().contains(correction.getEpoch())) {
            return;
        }
        keep(
                known.corrected(
                        correction.getEpoch(),
                        known.figures()
                                .corrected(
                                        Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresBefore())),
                                        Signals.CONTENT_FIGURES.decode(bytes(correction.getFiguresAfter()))),
                        known.heat()
                                .corrected(
                                        Signals.HEAT.decode(bytes(correction.getHeatBefore())),
                                        Signals.HEAT.decode(bytes(correction.getHeatAfter())))),
                context,
                out);
    }

    private ContentBook known() throws Exception {
        byte[] row = book.value();
        return row == null ? older.take() : ContentBook.decode(row);
    }

    private void keep(ContentBook now, Context context, Collector<ContentNow> out) throws Exception {
        book.update(now.encode());
        out.collect(ContentNow.of(
                context.getCurrentKey(),
                now.owner(),
                now.figures(),
                now.heat().micros(now.newest(), TREND),
                now.newest()));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
