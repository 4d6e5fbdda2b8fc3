package io.wetoken.flink.live;

import io.wetoken.flink.live.core.Tally;
import io.wetoken.flink.live.core.TallyBook;
import io.wetoken.flink.state.CodecSerializer;
import io.wetoken.flink.state.Codecs;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A creator's, room's, app's or content's figures, by day and since the beginning; keyed by subject. Speaks with every change: what comes is gathered by the
 * beat.
 */
final class FoldTally extends KeyedProcessFunction<String, TallyChange, TallyNow> {
    private transient ValueState<TallyBook> book;

    @Override
    public void open(OpenContext context) {
        book = getRuntimeContext()
                .getState(Kept.state("tallies-400d", new CodecSerializer<>(Codecs.TALLY_BOOK), Kept.CONTENT));
    }

    @Override
    public void processElement(TallyChange change, Context context, Collector<TallyNow> out) throws Exception {
        TallyBook known = book.value();
        TallyBook now = known == null ? new TallyBook() : known;
        if (!change.review()) {
            now.add(change.epoch(), change.adds(), change.viewers());
        } else if (!now.review(change.epoch(), change.adds())) {
            return;
        }
        book.update(now);
        String subject = context.getCurrentKey();
        Tally day = now.day(change.epoch());
        if (day != null) {
            out.collect(TallyNow.of(subject, change.epoch(), day));
        }
        out.collect(TallyNow.of(subject, "", now.total()));
    }
}
